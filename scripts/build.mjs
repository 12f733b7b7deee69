// Compiles to dist/ and lets the files that are not TypeScript travel with it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync('src/import/profiles', 'dist/import/profiles', {
  recursive: true,
  filter: (from) => !from.endsWith('.ts'),
});
// YAML takes a twentieth of a second to read in every night; JSON does not (src/import/profile.ts).
const profiles = 'dist/import/profiles';
for (const name of readdirSync(profiles).filter((file) => file.endsWith('.yaml'))) {
  const content = parse(readFileSync(`${profiles}/${name}`, 'utf8'));
  writeFileSync(`${profiles}/${name.replace(/\.yaml$/, '.json')}`, JSON.stringify(content));
}
chmodSync('dist/bin/simhound.js', 0o755);
