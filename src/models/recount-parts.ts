import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Queries that several recounts count with, by name. */
export type RecountParts = ReadonlyMap<string, string>;

/** Reads the files of `recounts/` below a folder of SQL, without their comments; none where there is no such folder. */
export function readRecountParts(folder: string): RecountParts {
  const files = existsSync(join(folder, 'recounts')) ? readdirSync(join(folder, 'recounts')).sort() : [];
  return new Map(
    files
      .filter((file) => file.endsWith('.sql'))
      .map((file) => [
        basename(file, '.sql'),
        readFileSync(join(folder, 'recounts', file), 'utf8')
          .replaceAll(/^\s*--.*\n/gm, '')
          .trim(),
      ]),
  );
}

/** A recount with the parts that it names in front, so that it runs by itself wherever an analyst pastes it. */
export function withParts(recount: string, names: string[], parts: RecountParts): string {
  if (names.length === 0) return recount;
  const queries = names.map(
    (name) => `${name} AS (\n  ${(parts.get(name) ?? '').replaceAll('\n', '\n  ')}\n)`,
  );
  return `WITH ${queries.join(', ')}\n${recount}`;
}
