/**
 * The layer rules of docs/architecture.md: arrows go one way,
 * bin → cli → nightly → {import, models, report, publish} → store → engine.
 */
const stages = '^src/(import|models|report|publish|synthetic|evaluate)/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/bin/'] },
      to: {},
    },
    {
      name: 'only-the-engine-knows-a-driver',
      comment: 'A second engine must not leak into the stages.',
      severity: 'error',
      from: { pathNot: '^src/engine/' },
      to: { path: 'node_modules/(@duckdb|duckdb|trino-client)' },
    },
    {
      name: 'stages-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(import|models|report|publish|synthetic|evaluate)/' },
      to: { path: stages, pathNot: '^src/$1/' },
    },
    {
      name: 'nothing-below-knows-the-command-line',
      severity: 'error',
      from: { pathNot: '^src/(cli|bin)/' },
      to: { path: '^src/(cli|bin)/' },
    },
    {
      name: 'stages-do-not-know-the-night',
      severity: 'error',
      from: { path: [stages, '^src/(store|engine)/'] },
      to: { path: '^src/(nightly|after-import)\\.ts$' },
    },
    {
      name: 'the-store-knows-no-stage',
      severity: 'error',
      from: { path: '^src/(store|engine)/' },
      to: { path: stages },
    },
    {
      name: 'the-engine-knows-no-store',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/store/' },
    },
    {
      name: 'yargs-stays-in-the-command-line',
      severity: 'error',
      from: { pathNot: '^src/(cli|bin)/' },
      to: { path: 'node_modules/yargs' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
