import { createWriteStream, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.js';
import { literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';

/** One thing to import. */
export interface Input {
  path: string;
  /** True for a spooled copy of standard input, which goes when it is read. */
  isSpool: boolean;
  /** Why there is nothing to read. */
  error?: SimhoundError;
}

/**
 * The files that paths, globs and `-` name, ordered by path, each once. A plain path that is missing or a folder comes
 * back with its error, so that it stops none of the others; a glob that matches nothing is only warned of.
 */
export async function findInputs(ctx: Context, given: string[]): Promise<Input[]> {
  const found = new Map<string, Input>();
  for (const input of given) {
    for (const one of await matches(ctx, input)) found.set(one.path, one);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function matches(ctx: Context, input: string): Promise<Input[]> {
  if (input === '-') {
    const path = join(ctx.store.folders.tmp, 'stdin');
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }), { signal: ctx.signal });
    return [{ path, isSpool: true }];
  }
  const path = resolve(input);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return [{ path, isSpool: false }];
  if (stats?.isDirectory()) return [failed(path, 'INPUT_UNREADABLE', `${input} is a folder.`)];
  if (stats) return [failed(path, 'INPUT_UNREADABLE', `${input} is no file.`)];
  if (!/[*?[\]{}]/.test(input)) return [failed(path, 'INPUT_MISSING', `There is no file ${input}.`)];
  const rows = await ctx.store.db.rows<{ file: string }>(`SELECT file FROM glob(${literal(path)})`);
  if (rows.length === 0) ctx.log.warn({ glob: input }, 'no export matches');
  return rows
    .filter(({ file }) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map(({ file }) => ({ path: file, isSpool: false }));
}

function failed(path: string, code: 'INPUT_MISSING' | 'INPUT_UNREADABLE', what: string): Input {
  const todo =
    code === 'INPUT_MISSING'
      ? 'Check the path; quote a glob so that simhound expands it.'
      : "Name its files, or a glob such as 'folder/*.csv'.";
  return { path, isSpool: false, error: new SimhoundError(code, { what, todo }) };
}
