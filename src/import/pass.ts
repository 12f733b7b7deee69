import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { lakeFormat } from '../engine/parquet.js';
import { messageOf } from '../errors.js';
import { hideBrokenQuotes } from './quotes.js';
import { type RecordSettings, recordColumnList, recordSelect } from './record-sql.js';
import { type BadRows, readSource, type Source } from './source.js';

const hourMicros = 3_600_000_000;
/**
 * A local day has a slot for each hour, but one for the small hours, when few calls are made: each slot is a folder of
 * its own while an export is read.
 */
const slotsADay = 24;
const smallHours = 6;
/** The slot of rows that are not fit for the lake yet; no record can have it. */
const asideSlot = -1;

/**
 * From this size on a day is written slot by slot: a file with a repeated record is written anew, which should
 * not cost the whole day. Small exports stay one file a day.
 */
const largeBytes = 64 << 20;

/** Half of DuckDB's usual: the reading has one group of each slot at hand, and fewer rows of them in memory are faster. */
const rowGroup = 61_440;

/** Where an export is not in the order of time, slots of many days are open at once; from 100 on DuckDB would begin new files. */
const openFiles = 500;

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
  /** Rows that could not be cut into columns. */
  rejected: number;
  /** True when rows that cannot be cut into columns are in the temporary table `rejects`. */
  hasRejects: boolean;
}

/**
 * Reads an export once, normalised, into Parquet by day. Rows that cannot be loaded as they are go to a partition of
 * their own, which tells how many there are; a second pass looks at them (second-look.ts).
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
  const isLarge = statSync(source.file).size > largeBytes;
  await db.run(`SET partitioned_write_max_open_files = ${openFiles}`);
  // One whole number to part by: DuckDB takes twice as long to part rows by a date and a number.
  const { Count: rows } = await db.row<{ Count: bigint }>(
    `COPY (
       SELECT ${recordColumnList}, CASE WHEN reason IS NULL
         THEN ${slotSql(isLarge)}
         ELSE ${asideSlot} END AS slot
       FROM (${select})
     ) TO ${literal(folder)}
     (${lakeFormat}, ROW_GROUP_SIZE ${rowGroup}, PARTITION_BY (slot))`,
  );
  const aside = join(folder, `slot=${asideSlot}`);
  const asideRows = existsSync(aside)
    ? await db.row<{ rows: bigint }>(
        `SELECT count(*) AS rows FROM read_parquet(${literal(join(aside, '*.parquet'))})`,
      )
    : { rows: 0n };
  rmSync(aside, { recursive: true, force: true });
  return { folder, days: sortIntoDays(folder), rows: Number(rows), aside: Number(asideRows.rows) };
}

/** Hours since 1970, each day's first of them for all of its slot; DuckDB takes most time for divisions. */
function slotSql(isLarge: boolean): string {
  if (!isLarge) return `epoch_us(local_time) // ${hourMicros * slotsADay} * ${slotsADay}`;
  const hour = `epoch_us(local_time) // ${hourMicros}`;
  return `CASE WHEN ${hour} % ${slotsADay} < ${smallHours} THEN ${hour} - ${hour} % ${slotsADay} ELSE ${hour} END`;
}

/** Moves the folders of slots below folders of days. @returns the days, in their order. */
function sortIntoDays(folder: string): string[] {
  const days = new Set<string>();
  for (const name of readdirSync(folder)) {
    const slot = Number(name.slice('slot='.length));
    const day = new Date(Math.floor(slot / slotsADay) * 86_400_000).toISOString().slice(0, 10);
    mkdirSync(join(folder, `day=${day}`), { recursive: true, mode: 0o700 });
    renameSync(join(folder, name), join(folder, `day=${day}`, name));
    days.add(day);
  }
  return [...days].sort();
}
