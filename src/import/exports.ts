import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.js';
import { literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';
import { lakeFiles } from '../store/lake.js';
import { withoutDuplicates } from './duplicates.js';
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
import { dropRejects, passOnce } from './pass.js';
import { prepareSource } from './prepare.js';
import type { RecordSettings } from './record-sql.js';
import { lookAgain, type Quarantine } from './second-look.js';
import { sweepLake } from './sweep.js';

/** What became of one input. */
export type ImportOutcome =
  | (LedgerEntry & { state: 'loaded' | 'already loaded'; quarantine?: string })
  | { state: 'failed'; name: string; error: SimhoundError };

/**
 * Imports exports: files, globs, or `-` for standard input, in the order of their paths. An export that is in the ledger
 * is not loaded again; one that cannot be read does not stop the others.
 * @throws INPUT_MISSING when a plain path does not exist; INTERRUPTED.
 */
export async function importExports(ctx: Context, inputs: string[]): Promise<ImportOutcome[]> {
  const files = await findFiles(ctx, inputs);
  if (files.length === 0) return [];
  sweepLake(ctx.store, new Set((await lakeFiles(ctx.store, 'records')).map(({ path }) => path)));
  const stage = ctx.progress.stage('import');
  const outcomes: ImportOutcome[] = [];
  let records = 0;
  for (const file of files) {
    if (ctx.signal.aborted) throw interrupted();
    const name = exportName(file.path);
    stage.advance({ done: records, unit: 'records', note: name });
    const outcome = await importOne(ctx, file).catch((thrown: unknown): ImportOutcome => {
      if (ctx.signal.aborted) throw interrupted();
      return { state: 'failed', name, error: complaintOf(name, thrown) };
    });
    if (outcome.state === 'loaded') records += outcome.loaded;
    report(ctx, outcome);
    outcomes.push(outcome);
  }
  stage.end(`${records} records of ${outcomes.filter(({ state }) => state === 'loaded').length} new exports`);
  return outcomes;
}

interface InputFile {
  path: string;
  /** True for a spooled copy of standard input, which goes when it is read. */
  isSpool: boolean;
}

async function findFiles(ctx: Context, inputs: string[]): Promise<InputFile[]> {
  const found = new Map<string, InputFile>();
  for (const input of inputs) {
    if (input === '-') {
      const path = join(ctx.store.folders.tmp, 'stdin');
      await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
      found.set(path, { path, isSpool: true });
      continue;
    }
    const isGlob = /[*?[\]{}]/.test(input) && !exists(input);
    if (!isGlob && !exists(input)) {
      throw new SimhoundError('INPUT_MISSING', {
        what: `There is no file ${input}.`,
        todo: 'Check the path; quote a glob so that simhound expands it.',
      });
    }
    const matches = isGlob
      ? (await ctx.store.db.rows<{ file: string }>(`SELECT file FROM glob(${literal(resolve(input))})`)).map(
          (r) => r.file,
        )
      : [resolve(input)];
    if (matches.length === 0) ctx.log.warn({ glob: input }, 'no export matches');
    for (const path of matches) if (statSync(path).isFile()) found.set(path, { path, isSpool: false });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function importOne(ctx: Context, { path, isSpool }: InputFile): Promise<ImportOutcome> {
  const { store, config } = ctx;
  const name = exportName(path);
  const before = statSync(path);
  const seen = await seenExport(store, path, before);
  // The same size may be the same file: only then is it worth hashing before reading.
  const early = seen ?? ((await knowsSize(store, before.size)) ? await sha256(path, ctx.signal) : undefined);
  const known = early === undefined ? undefined : await entryOf(store, early);
  if (known && early) {
    if (!seen) await rememberFile(store, path, before, early);
    return { ...known, name, state: 'already loaded' };
  }

  const started = performance.now();
  const source = await prepareSource(store.db, path, config, store.folders.tmp, ctx.signal);
  const settings = recordSettings(source.layout, config);
  const folder = join(store.folders.tmp, 'import');
  const hashing = early === undefined ? sha256(path, ctx.signal) : Promise.resolve(early);
  const [passed, sha] = await Promise.all([passOnce(store.db, source, folder, settings), hashing]);
  requireUnchanged(name, before, statSync(path));
  const quarantine: Quarantine = { file: join(store.folders.quarantine, `${sha}.csv`), name };
  const again = await lookAgain(store.db, source, passed, settings, quarantine);
  await dropRejects(store.db);

  const days = [...new Set([...passed.days, ...again.days])].sort();
  const present = async (day: string) =>
    (await lakeFiles(store, 'records', { from: day, to: day })).map((file) =>
      join(store.folders.lake, file.path),
    );
  const files = await withoutDuplicates(store.db, folder, days, present);
  const loaded = files.reduce((sum, file) => sum + file.rows, 0);
  const rowsRead = passed.rows + passed.rejected;
  const entry: LedgerEntry = {
    export: sha,
    name: isSpool ? 'standard input' : name,
    size: before.size,
    profile: source.layout.profile.name,
    rows_read: rowsRead,
    loaded,
    duplicates: passed.rows - passed.aside + again.loaded - loaded,
    quarantined: again.quarantined,
    skipped: again.skipped,
    first_time: files.map((file) => file.first).sort()[0] ?? null,
    last_time:
      files
        .map((file) => file.last)
        .sort()
        .at(-1) ?? null,
    digest: digestOf(files),
    seconds: Math.round(performance.now() - started) / 1000,
  };
  if (ctx.signal.aborted) throw interrupted();
  await enter(store, entry, source.profileHash, files);
  if (isSpool) rmSync(path);
  else await rememberFile(store, path, before, sha);
  rmSync(folder, { recursive: true, force: true });
  return { ...entry, state: 'loaded', ...(again.quarantined > 0 ? { quarantine: quarantine.file } : {}) };
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
function requireUnchanged(name: string, before: Stats, after: Stats): void {
  if (before.size === after.size && before.mtimeMs === after.mtimeMs) return;
  throw new SimhoundError('INPUT_UNREADABLE', {
    what: `${name} changed while it was being read.`,
    todo: 'Deliver under another name and rename when complete; the next run takes it.',
  });
}

function report(ctx: Context, outcome: ImportOutcome): void {
  if (outcome.state === 'failed') {
    ctx.log.error({ name: outcome.name, code: outcome.error.code }, 'export failed');
  } else {
    const { state, name, rows_read, loaded, duplicates, quarantined, skipped, seconds } = outcome;
    ctx.log.info({ state, name, rows_read, loaded, duplicates, quarantined, skipped, seconds }, 'export');
  }
}

function complaintOf(name: string, thrown: unknown): SimhoundError {
  if (thrown instanceof SimhoundError) return thrown;
  // DuckDB's messages quote the row they stumble over, which holds numbers: only the first line goes out.
  const [first = ''] = messageOf(thrown).split('\n');
  return new SimhoundError('INPUT_UNREADABLE', {
    what: `${name} cannot be read: ${first}`,
    todo: 'Run `simhound inspect` on it.',
    cause: thrown,
  });
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'The import was interrupted.',
    todo: 'Run again: what was loaded stays, and the rest is taken then.',
  });
}
