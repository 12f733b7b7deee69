// Compiles to dist/ and lets the files that are not TypeScript travel with it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const profiles = 'src/import/profiles';
cpSync(profiles, 'dist/import/profiles', { recursive: true });

// What the YAML of the package says, told by the code that reads it: only now is that compiled.
const { headerIn } = await import('../dist/models/header.js');
const { sha256Of } = await import('../dist/sha256.js');
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const headers = files('sql', '.sql').flatMap((text) => headerIn(text)?.header ?? []);
const texts = [...headers, ...files('sql', '.yaml'), ...files(profiles, '.yaml')];
const known = texts.map((text) => [sha256Of(text), parse(text)]);
writeFileSync('dist/yaml.json', JSON.stringify(Object.fromEntries(known)));

// The numbering plans, which take seconds: again only where what they come from has changed since.
const { buildPlans } = await import('../dist/import/plans.js');
const parts = ['numbering-plan', 'leading-digits', 'plans'].map((name) => `dist/import/${name}.js`);
const stamp = sha256Of(
  [...parts, createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json')]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n'),
);
const plansFile = 'dist/import/plans.json';
const isFresh = existsSync(plansFile) && JSON.parse(readFileSync(plansFile, 'utf8')).stamp === stamp;
if (!isFresh) writeFileSync(plansFile, JSON.stringify({ stamp, ...buildPlans() }));
chmodSync('dist/bin/simhound.js', 0o755);
