import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { lakeFiles } from '../store/lake.js';
import type { Store } from '../store/store.js';
import { type DayFiles, type NewFile, withoutDuplicates } from './duplicates.js';
import type { Input } from './inputs.js';
import {
  digestOf,
  enter,
  entryOf,
  exportName,
  knowsSize,
  type LedgerEntry,
  rememberFile,
  seenExport,
} from './ledger.js';
import { type ImportOutcome, interrupted } from './outcome.js';
import type { Passed } from './pass.js';
import { type Delivery, readExport, refusedFile, requireUnchanged, sha256 } from './reading.js';
import type { SecondLook } from './second-look.js';

/** Takes one file into the lake, unless the ledger knows its content already. */
export async function importOne(ctx: Context, input: Input): Promise<ImportOutcome> {
  const { store } = ctx;
  const { path, isSpool } = input;
  const name = isSpool ? 'standard input' : exportName(path);
  const before = statSync(path);
  const seen = isSpool ? undefined : await seenExport(store, path, before);
  // The same size may be the same file: only then is it worth hashing before reading.
  const mayRepeat = seen === undefined && (await knowsSize(store, before.size));
  const early = mayRepeat ? await store.apart(() => sha256(path, ctx.signal)) : seen;
  const known = early === undefined ? undefined : await entryOf(store, early);
  if (known && early) {
    if (!seen && !isSpool) await rememberFile(store, path, before, early);
    return { ...known, name, state: 'already loaded' };
  }
  const loaded = await load(ctx, { path, name, before, sha: early }).catch((thrown: unknown) => {
    // Half of a file is often unreadable: the cause goes before the symptom.
    if (!ctx.signal.aborted) requireUnchanged(name, before, path);
    throw thrown;
  });
  if (!isSpool) await rememberFile(store, path, before, loaded.export);
  return loaded;
}

async function load(ctx: Context, delivery: Delivery): Promise<ImportOutcome & LedgerEntry> {
  const { store } = ctx;
  const { name, before } = delivery;
  const started = performance.now();
  const { sha, source, passed, again } = await store.apart(() => readExport(ctx, delivery));
  // Another process may have had the same export in its hands, and have been faster.
  const known = await entryOf(store, sha);
  if (known) return { ...known, name, state: 'already loaded' };

  const days = [...new Set([...passed.days, ...again.days])].sort();
  const files = await withoutDuplicates(store.db, passed, await presentOn(store, days), ctx.signal);
  if (ctx.signal.aborted) throw interrupted();
  const entry: LedgerEntry = {
    export: sha,
    name,
    size: before.size,
    profile: source.layout.profile.name,
    ...countsOf(passed, again, files),
    first_time: files.map((file) => file.first).sort()[0] ?? null,
    last_time:
      files
        .map((file) => file.last)
        .sort()
        .at(-1) ?? null,
    digest: digestOf(files),
    seconds: Math.round(performance.now() - started) / 1000,
  };
  const quarantine = join(store.folders.quarantine, `${sha}.csv`);
  if (again.quarantined > 0) renameSync(join(store.folders.tmp, refusedFile), quarantine);
  await enter(store, entry, source.profileHash, files);
  return { ...entry, state: 'loaded', ...(again.quarantined > 0 ? { quarantine } : {}) };
}

/** The days, in their order, each with the files of records that the lake has of it, absolute. */
async function presentOn(store: Store, days: string[]): Promise<DayFiles[]> {
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const present = await lakeFiles(store, 'records', { from, to });
  return days.map((day) => ({
    day,
    files: present.filter((file) => file.day === day).map((file) => join(store.folders.lake, file.path)),
  }));
}

/** Rows read = loaded + duplicates + quarantined + skipped; the ledger checks it. */
function countsOf(passed: Passed, again: SecondLook, files: NewFile[]) {
  const loaded = files.reduce((sum, file) => sum + file.rows, 0);
  return {
    rows_read: passed.rows + passed.rejected,
    loaded,
    duplicates: passed.rows - passed.aside - passed.skipped + again.loaded - loaded,
    quarantined: again.quarantined,
    skipped: passed.skipped,
  };
}
