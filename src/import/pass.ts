import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDb } from '../engine/duckdb.js';
import { messageOf } from '../errors.js';
import { writeByDay } from './by-day.js';
import { hideBrokenQuotes } from './quotes.js';
import { type RecordSettings, recordSelect } from './record-sql.js';
import { type BadRows, readSource, type Source } from './source.js';

/** What the one pass over an export left in its folder: Parquet files below `day=…/`, in the order of the days. */
export interface Passed {
  folder: string;
  /** What was read in the end: a copy of the export where lines with broken quotes had to be hidden. */
  source: Source;
  /** Days with records. */
  days: string[];
  /** Rows that could be cut into columns. */
  rows: number;
  /** Rows of those that need a second look. */
  aside: number;
  /** Rows of those that are of a kind which is not of interest. */
  skipped: number;
  /** Rows that could not be cut into columns. */
  rejected: number;
  /** True when rows that cannot be cut into columns are in the temporary table `rejects`. */
  hasRejects: boolean;
}

/**
 * Reads an export once, normalised, into Parquet by day. Other rows are left out and counted; those that are not skipped
 * get a second look (second-look.ts).
 * @param tmp for a copy without broken quotes, which is the caller's to remove.
 */
export async function passOnce(
  db: DuckDb,
  source: Source,
  folder: string,
  settings: RecordSettings,
  tmp: string,
  signal: AbortSignal,
): Promise<Passed> {
  await dropRejects(db);
  try {
    const copied = await copy(db, source, folder, settings, 'fail');
    return { ...copied, source, rejected: 0, hasRejects: false };
  } catch (thrown) {
    // Rows with too many or too few columns, or a quote without its twin: read again, collecting them.
    if (source.sample.format === 'parquet' || !/CSV Error|Maximum line size/i.test(messageOf(thrown)))
      throw thrown;
  }
  const passed = await collecting(db, source, folder, settings);
  if (source.sample.multiline || !(await hasOpenQuotes(db))) return passed;
  const file = join(tmp, 'unquoted.csv');
  const { isRepaired, sample } = source;
  const plain = { compression: 'none', delimiter: ',' } as const;
  await hideBrokenQuotes(source.file, isRepaired ? plain : sample, file, signal);
  return await collecting(
    db,
    { ...source, file, sample: { ...source.sample, compression: 'none' } },
    folder,
    settings,
  );
}

async function collecting(
  db: DuckDb,
  source: Source,
  folder: string,
  settings: RecordSettings,
): Promise<Passed> {
  await dropRejects(db);
  const copied = await copy(db, source, folder, settings, 'collect');
  const { rejected } = await db.row<{ rejected: bigint }>(
    'SELECT count(*) AS rejected FROM (SELECT DISTINCT line, line_byte_position FROM rejects)',
  );
  return { ...copied, source, rejected: Number(rejected), hasRejects: rejected > 0n };
}

async function hasOpenQuotes(db: DuckDb): Promise<boolean> {
  const found = await db.rows(
    "SELECT 1 FROM rejects WHERE error_type IN ('UNQUOTED VALUE', 'LINE SIZE OVER MAXIMUM') LIMIT 1",
  );
  return found.length > 0;
}

/** Removes the temporary tables of rejected rows. */
export async function dropRejects(db: DuckDb): Promise<void> {
  await db.run('DROP TABLE IF EXISTS temp.rejects; DROP TABLE IF EXISTS temp.reject_scans');
}

async function copy(
  db: DuckDb,
  source: Source,
  folder: string,
  settings: RecordSettings,
  badRows: BadRows,
): Promise<Omit<Passed, 'source' | 'rejected' | 'hasRejects'>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const select = recordSelect(source.layout, readSource(source, badRows, ['']), settings);
  // Counted as they are left out: that costs nothing where there are none.
  for (const name of ['left_out', 'unwanted'])
    await db.run(`CREATE OR REPLACE TEMP SEQUENCE ${name} MINVALUE 0 START 0`);
  const fit = `SELECT * FROM (${select}) WHERE CASE WHEN reason IS NULL THEN true
    WHEN reason = 'skipped' THEN nextval('unwanted') IS NULL ELSE nextval('left_out') IS NULL END`;
  const { written, days } = await writeByDay(db, source, fit, folder, settings);
  const counts = await db.row<{ aside: bigint; skipped: bigint }>(
    "SELECT nextval('left_out') AS aside, nextval('unwanted') AS skipped",
  );
  const [aside, skipped] = [Number(counts.aside), Number(counts.skipped)];
  return { folder, days, rows: written + aside + skipped, aside, skipped };
}
