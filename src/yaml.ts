import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { sha256Of } from './sha256.js';

const load = createRequire(import.meta.url);

/** The YAML library, loaded once somebody asks for it: a night of shipped texts and flags never does. */
export function yaml(): typeof import('yaml') {
  return load('yaml') as typeof import('yaml');
}

/**
 * What every shipped text says, by its sha256; written by scripts/build.mjs, and not there where the sources run. The
 * parser would take a fifth of a second of each night for the headers of the models; JSON takes a hundredth of that.
 */
const built = fileURLToPath(new URL('./yaml.json', import.meta.url));

let known: Record<string, unknown> | undefined;

/**
 * The value of a YAML text. A text that was changed since the build is parsed, so the two cannot drift apart.
 * @throws the parser's first complaint, with `pos` and `linePos`.
 */
export function valueOfYaml(text: string): unknown {
  known ??= existsSync(built) ? (JSON.parse(readFileSync(built, 'utf8')) as Record<string, unknown>) : {};
  const shipped = known[sha256Of(text)];
  return shipped === undefined ? yaml().parse(text, { logLevel: 'error' }) : shipped;
}
