import { createHash } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { SimhoundError } from '../errors.js';
import type { Layout } from './layout.js';
import { dropRejects, type Passed, passOnce } from './pass.js';
import { prepareSource } from './prepare.js';
import type { RecordSettings } from './record-sql.js';
import { lookAgain, type SecondLook } from './second-look.js';
import type { Source } from './source.js';

/** Rows that stay out, in the store's tmp until the export is entered. */
export const refusedFile = 'refused.csv';

/** A file on its way: its sha256 where that is known before it is read. */
export interface Delivery {
  path: string;
  name: string;
  before: Stats;
  sha: string | undefined;
}

/** What reading an export came to; its records lie in the store's tmp, and its quarantine too. */
export interface Reading {
  sha: string;
  source: Source;
  passed: Passed;
  again: SecondLook;
}

/** Reads an export apart from the state: others may import meanwhile. */
export async function readExport(
  ctx: Context,
  { path, name, before, sha: known }: Delivery,
): Promise<Reading> {
  const { store, config } = ctx;
  const { tmp } = store.folders;
  const source = await prepareSource(store.db, path, config, tmp, ctx.signal);
  const settings = recordSettings(source.layout, config);
  const hashing = known === undefined ? sha256(path, ctx.signal) : Promise.resolve(known);
  const passing = passOnce(store.db, source, join(tmp, 'import'), settings, tmp, ctx.signal);
  // Both are awaited even where one fails: nothing may go on reading behind the next export's back.
  await Promise.allSettled([passing, hashing]);
  const [passed, sha] = await Promise.all([passing, hashing]);
  const again = await lookAgain(store.db, passed, settings, { file: join(tmp, refusedFile), name });
  await dropRejects(store.db);
  requireUnchanged(name, before, path);
  return { sha, source, passed, again };
}

/**
 * sha256 of a file as delivered; DuckDB works on its own threads meanwhile. Every piece is read into the same memory:
 * a stream takes new memory for each, which has V8 look for garbage beside the threads that read the records. Pieces are
 * large, as each is read on another thread.
 */
export async function sha256(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(4 << 20);
  const file = await open(path);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function recordSettings(layout: Layout, config: Context['config']): RecordSettings {
  const twoDays = 2 * 86_400_000;
  return {
    country: config.country,
    timezone: config.timezone,
    near: layout.sampled.first,
    latest: new Date(Date.now() + twoDays),
  };
}

/** A file that is still being delivered must not be taken for the whole. */
export function requireUnchanged(name: string, before: Stats, path: string): void {
  const after = statSync(path, { throwIfNoEntry: false });
  if (after && before.size === after.size && before.mtimeMs === after.mtimeMs && before.ino === after.ino)
    return;
  throw new SimhoundError('INPUT_UNREADABLE', {
    what: `${name} changed while it was being read.`,
    todo: 'Deliver under another name and rename when complete; the next run takes it.',
  });
}
