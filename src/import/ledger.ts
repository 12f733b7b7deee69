import { chmodSync, mkdirSync, renameSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256Of } from '../sha256.js';
import type { Store } from '../store/store.js';
import type { NewFile } from './duplicates.js';

/** What became of one export: its row of the ledger. Counts are rows; size is bytes; times are UTC. */
export interface LedgerEntry {
  /** sha256 of the file as delivered. */
  export: string;
  name: string;
  size: number;
  profile: string;
  rows_read: number;
  loaded: number;
  duplicates: number;
  quarantined: number;
  skipped: number;
  first_time: string | null;
  last_time: string | null;
  digest: string;
  seconds: number;
}

const columns =
  'export, name, size, profile, rows_read, loaded, duplicates, quarantined, skipped, first_time, last_time, digest, seconds';

/** The entry of an export, if it was loaded before. */
export async function entryOf(store: Store, sha: string): Promise<LedgerEntry | undefined> {
  const [row] = await store.db.rows<Record<keyof LedgerEntry, unknown>>(
    `SELECT * REPLACE (CAST(first_time AS VARCHAR) AS first_time, CAST(last_time AS VARCHAR) AS last_time)
     FROM (SELECT ${columns} FROM state.ledger WHERE export = $sha)`,
    { sha },
  );
  if (!row) return undefined;
  const plain = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'bigint' ? Number(value) : value,
  ]);
  return Object.fromEntries(plain) as LedgerEntry;
}

/** Whether an export of this size was loaded: only then can a file be a repeat, and is hashed before it is read. */
export async function knowsSize(store: Store, size: number): Promise<boolean> {
  const rows = await store.db.rows('SELECT 1 FROM state.ledger WHERE size = $size LIMIT 1', { size });
  return rows.length > 0;
}

/** The export that this very file was when it was last looked at; it is not read again to be known again. */
export async function seenExport(store: Store, path: string, stats: Stats): Promise<string | undefined> {
  const [row] = await store.db.rows<{ export: string }>(
    'SELECT export FROM state.seen_files WHERE path = $path AND size = $size AND modified = $modified',
    { path, size: stats.size, modified: modifiedText(stats) },
  );
  return row?.export;
}

/** Remembers which export a file is. */
export async function rememberFile(store: Store, path: string, stats: Stats, sha: string): Promise<void> {
  await store.db.run('INSERT OR REPLACE INTO state.seen_files VALUES ($path, $size, $modified, $sha)', {
    path,
    size: stats.size,
    modified: modifiedText(stats),
    sha,
  });
}

/**
 * Takes an export into the lake: its files are moved there under names that follow from its content, and then one
 * transaction makes them count. A run killed in between leaves files that nobody sees and the next run replaces.
 */
export async function enter(
  store: Store,
  entry: LedgerEntry,
  profileHash: string,
  files: NewFile[],
): Promise<void> {
  const placed = files.map((file, i) => {
    const nth = files.slice(0, i).filter(({ day }) => day === file.day).length;
    const path = `records/day=${file.day}/${entry.export}${nth === 0 ? '' : `-${nth}`}.parquet`;
    const target = join(store.folders.lake, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    chmodSync(file.path, 0o600);
    renameSync(file.path, target);
    return { ...file, path };
  });
  await store.db.run('BEGIN');
  try {
    await store.db.run(
      `INSERT INTO state.ledger VALUES ($export, $name, $size, $profile, $profileHash, $rows_read, $loaded, $duplicates,
         $quarantined, $skipped, CAST($first_time AS TIMESTAMP), CAST($last_time AS TIMESTAMP), $digest,
         CAST(now() AS TIMESTAMP), CAST($seconds AS DOUBLE))`,
      { ...entry, profileHash },
    );
    // One statement: a row of its own each takes DuckDB a millisecond.
    await store.db.run(
      `INSERT INTO state.ledger_files
       SELECT $export, unnest(from_json($files, '[{"day":"DATE","path":"VARCHAR","rows":"BIGINT","digest":"VARCHAR"}]'),
         recursive := true)`,
      {
        export: entry.export,
        files: JSON.stringify(placed.map(({ day, path, rows, digest }) => ({ day, path, rows, digest }))),
      },
    );
    await store.db.run('COMMIT');
  } catch (thrown) {
    await store.db.run('ROLLBACK');
    throw thrown;
  }
}

/**
 * The digest of a whole export: of each day's records, however many files they were written to (that depends on the
 * threads).
 */
export function digestOf(files: NewFile[]): string {
  const days = new Map<string, { rows: number; xor: bigint; sum: bigint }>();
  for (const { day, rows, sums } of files) {
    const total = days.get(day) ?? { rows: 0, xor: 0n, sum: 0n };
    days.set(day, { rows: total.rows + rows, xor: total.xor ^ sums.xor, sum: total.sum + sums.sum });
  }
  const digests = [...days].map(([day, { rows, xor, sum }]) => `${day} ${rows} ${xor} ${sum}`).sort();
  return sha256Of(digests.join('\n'));
}

/** A file's name without its folders: paths may tell more than a ledger should. */
export function exportName(path: string): string {
  return basename(path);
}

function modifiedText(stats: Stats): string {
  return `${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
}
