import { createHash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.js';
import { SimhoundError } from '../errors.js';
import { lakeFiles } from '../store/lake.js';
import { type NewFile, withoutDuplicates } from './duplicates.js';
import type { Input } from './inputs.js';
import type { Layout } from './layout.js';
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
import { dropRejects, type Passed, passOnce } from './pass.js';
import { prepareSource } from './prepare.js';
import type { Quarantine } from './quarantine.js';
import type { RecordSettings } from './record-sql.js';
import { lookAgain, type SecondLook } from './second-look.js';

/** Takes one file into the lake, unless the ledger knows its content already. */
export async function importOne(ctx: Context, input: Input): Promise<ImportOutcome> {
  const { store } = ctx;
  const { path, isSpool } = input;
  const name = isSpool ? 'standard input' : exportName(path);
  const before = statSync(path);
  const seen = isSpool ? undefined : await seenExport(store, path, before);
  // The same size may be the same file: only then is it worth hashing before reading.
  const early = seen ?? ((await knowsSize(store, before.size)) ? await sha256(path, ctx.signal) : undefined);
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

/** A file on its way: its sha256 where that is known before it is read. */
interface Delivery {
  path: string;
  name: string;
  before: Stats;
  sha: string | undefined;
}

async function load(ctx: Context, { path, name, before, sha: known }: Delivery) {
  const { store, config } = ctx;
  const { tmp } = store.folders;
  const started = performance.now();
  const source = await prepareSource(store.db, path, config, tmp, ctx.signal);
  const settings = recordSettings(source.layout, config);
  const hashing = known === undefined ? sha256(path, ctx.signal) : Promise.resolve(known);
  const passing = passOnce(store.db, source, join(tmp, 'import'), settings, tmp, ctx.signal);
  // Both are awaited even where one fails: nothing may go on reading behind the next export's back.
  await Promise.allSettled([passing, hashing]);
  const [passed, sha] = await Promise.all([passing, hashing]);
  const quarantine: Quarantine = { file: join(store.folders.quarantine, `${sha}.csv`), name };
  const again = await lookAgain(store.db, passed, settings, quarantine);
  await dropRejects(store.db);
  requireUnchanged(name, before, path);

  const days = [...new Set([...passed.days, ...again.days])].sort();
  const present = async (day: string) =>
    (await lakeFiles(store, 'records', { from: day, to: day })).map((file) =>
      join(store.folders.lake, file.path),
    );
  const files = await withoutDuplicates(store.db, passed.folder, days, present);
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
  await enter(store, entry, source.profileHash, files);
  const refused = again.quarantined > 0 ? { quarantine: quarantine.file } : {};
  return { ...entry, state: 'loaded' as const, ...refused };
}

/** Rows read = loaded + duplicates + quarantined + skipped; the ledger checks it. */
function countsOf(passed: Passed, again: SecondLook, files: NewFile[]) {
  const loaded = files.reduce((sum, file) => sum + file.rows, 0);
  return {
    rows_read: passed.rows + passed.rejected,
    loaded,
    duplicates: passed.rows - passed.aside + again.loaded - loaded,
    quarantined: again.quarantined,
    skipped: again.skipped,
  };
}

/** sha256 of a file as delivered, read as a stream: DuckDB works on its own threads meanwhile. */
async function sha256(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

function recordSettings(layout: Layout, config: Context['config']): RecordSettings {
  const twoDays = 2 * 86_400_000;
  return {
    country: config.country,
    timezone: config.timezone,
    near: layout.near,
    latest: new Date(Date.now() + twoDays),
  };
}

/** A file that is still being delivered must not be taken for the whole. */
function requireUnchanged(name: string, before: Stats, path: string): void {
  const after = statSync(path, { throwIfNoEntry: false });
  if (after && before.size === after.size && before.mtimeMs === after.mtimeMs && before.ino === after.ino)
    return;
  throw new SimhoundError('INPUT_UNREADABLE', {
    what: `${name} changed while it was being read.`,
    todo: 'Deliver under another name and rename when complete; the next run takes it.',
  });
}
