import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.js';
import type { Context } from './context.js';
import { type ImportOutcome, importExports } from './import/exports.js';
import { importReferences } from './import/references.js';
import type { BuildOutcome } from './models/build.js';
import { openEngine } from './night-engine.js';
import type { ReportOutcome } from './report/reports.js';

/** simhound's version, from its package. */
export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** What a night came to. */
export interface Night {
  day: string;
  imports: ImportOutcome[];
  build: BuildOutcome;
  report: ReportOutcome;
  published: string;
  /** Seconds by stage. */
  seconds: Record<'import' | 'build' | 'report' | 'publish', number>;
}

/**
 * The whole run: imports what is new in the inbox, builds what changed, ranks, reports and publishes.
 * @param asked the logical day; the last complete local day in the lake when left out.
 */
export async function night(ctx: Context, asked?: string): Promise<Night> {
  const started = new Date();
  const clock = stopwatch();
  // First of all: an engine that cannot work must say so before hours of import.
  const engine = await openEngine(ctx, started);
  const [imports, stages] = await beside(importNew(ctx), () => stagesFor(ctx.config));
  const importSeconds = clock();

  const { graph, planNight, buildGraph, recordGroups, writeReports, publish } = stages;
  const { catalog, plan, day } = await planNight(ctx, asked, graph);
  const build = await buildGraph(ctx, engine, catalog, plan).finally(() => engine.close());
  await recordGroups(ctx.store, day);
  const buildSeconds = clock();

  const input = {
    day,
    window: plan.window,
    models: catalog,
    params: Object.fromEntries(plan.params),
    version,
  };
  let hasResult = () => {};
  const made = new Promise<void>((resolve) => {
    hasResult = resolve;
  });
  const reporting = writeReports(ctx, input, hasResult);
  const reported = reporting.then(() => clock());
  // Reports that fail may never have a result.
  const publishing = publish(ctx, input, { result: Promise.race([made, reporting]), reported });
  // Waited for even where one fails: nothing may go on working in a store that is closed.
  await Promise.allSettled([reported, publishing]);
  const [report, reportSeconds, published] = await Promise.all([reporting, reported, publishing]);
  const seconds = { import: importSeconds, build: buildSeconds, report: reportSeconds, publish: clock() };

  await noteRun(ctx, day, started, report.manifestHash);
  ctx.log.info({ day, seconds, suspects: report.suspects }, 'night done');
  return { day, imports, build, report, published, seconds };
}

/** Brings what is new in the inbox and the reference tables into the lake. */
export async function importNew(ctx: Context): Promise<ImportOutcome[]> {
  await importReferences(ctx);
  return await importExports(ctx, ctx.config.inbox);
}

/** Milliseconds: from then on an import of any size leaves this thread idle, as DuckDB reads the exports. */
const headStart = 1000;

/**
 * Loads code, or does what else needs no database, while work goes on that begins with an import; or once it is over.
 * @returns what both come to. @throws what either threw, once both are over: nothing may go on working in a store that
 * is closed.
 */
export async function beside<T, U>(work: Promise<T>, load: () => Promise<U>): Promise<[T, U]> {
  const loading = Promise.race([work, sleep(headStart, undefined, { ref: false })]).then(() => load());
  await Promise.allSettled([work, loading]);
  return await Promise.all([work, loading]);
}

/** What comes after the import, and the graph for it. */
async function stagesFor(config: Config) {
  const stages = await import('./after-import.js');
  return { ...stages, graph: stages.readGraph(config) };
}

async function noteRun(ctx: Context, day: string, started: Date, manifestHash: string): Promise<void> {
  await ctx.store.db.run(
    `INSERT INTO state.runs VALUES (CAST(uuid() AS VARCHAR), $day, CAST($started AS TIMESTAMP),
       CAST(now() AS TIMESTAMP), $manifestHash)`,
    { day: { date: day }, started: started.toISOString().replace('Z', ''), manifestHash },
  );
}

/** Seconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return Math.round(seconds * 1000) / 1000;
  };
}
