// Compiles to dist/ and lets the files that are not TypeScript travel with it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const profiles = 'src/import/profiles';
cpSync(profiles, 'dist/import/profiles', { recursive: true });

// What the YAML of the package says, told by the code that reads it: only now is that compiled.
const { headerIn } = await import('../dist/models/header.js');
const { keyOfYaml } = await import('../dist/yaml.js');
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const headers = files('sql', '.sql').flatMap((text) => headerIn(text)?.header ?? []);
const texts = [...headers, ...files('sql', '.yaml'), ...files(profiles, '.yaml')];
const known = texts.map((text) => [keyOfYaml(text), parse(text)]);
writeFileSync('dist/yaml.json', JSON.stringify(Object.fromEntries(known)));
chmodSync('dist/bin/simhound.js', 0o755);
