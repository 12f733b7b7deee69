// Compiles to dist/ and lets the files that are not TypeScript travel with it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync('src/import/profiles', 'dist/import/profiles', {
  recursive: true,
  filter: (from) => !from.endsWith('.ts'),
});
chmodSync('dist/bin/simhound.js', 0o755);
