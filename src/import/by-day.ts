import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { recordFormat, selectParquet } from '../engine/parquet.js';
import { type RecordSettings, recordColumnList } from './record-sql.js';
import type { Source } from './source.js';
import { typedRecords } from './words.js';
import { localSql, offsetAt } from './zone.js';

const hourMicros = 3_600_000_000;
/**
 * A local day has a slot for each hour, but one for the small hours, when few calls are made: each slot is a folder of
 * its own while an export is read.
 */
const slotsADay = 24;
const smallHours = 6;

/**
 * From this size on an export is written in several files a day: a file with a repeated record is written anew, which
 * should not cost the whole day. Small exports stay one file a day.
 */
const largeBytes = 64 << 20;

/** Where an export is not in the order of time, slots of many days are open at once; from 100 on DuckDB would begin new files. */
const openFiles = 500;

/** An export whose sample spans less is in the order of time, or of one day: few of its pieces lie in two days. */
const brief = 12 * 3_600_000;

/**
 * Writes a source's records (a query of `recordColumnList` and `local_time`) into Parquet files below `folder`, in folders
 * `day=…` of local days. Parting each row costs DuckDB as much as writing it, so a large export in the order of time is
 * written as it comes, in pieces, and only those that lie in two days are parted.
 * @returns how many rows were written, and their days in order.
 */
export async function writeByDay(
  db: DuckDb,
  { file, layout }: Source,
  records: string,
  folder: string,
  settings: RecordSettings,
): Promise<{ written: number; days: string[] }> {
  const isLarge = statSync(file).size > largeBytes;
  const { first, last } = layout.sampled;
  const inPieces = isLarge && last.getTime() - first.getTime() < brief;
  const written = inPieces
    ? await write(db, plain(records), folder, 'PER_THREAD_OUTPUT, ROW_GROUPS_PER_FILE 1')
    : await write(db, slotted(records, isLarge), folder, 'PARTITION_BY (slot)');
  if (inPieces) await sortPieces(db, folder, settings);
  return { written, days: sortSlots(folder) };
}

function plain(records: string): string {
  return `SELECT ${recordColumnList} FROM (${records})`;
}

async function write(db: DuckDb, select: string, folder: string, parting: string): Promise<number> {
  await db.run(`SET partitioned_write_max_open_files = ${openFiles}`);
  const { Count: written } = await db.row<{ Count: bigint }>(
    `COPY (${select}) TO ${literal(folder)}
     (${recordFormat}, OVERWRITE_OR_IGNORE, ${parting})`,
  );
  return Number(written);
}

/** One whole number to part by: DuckDB takes twice as long to part rows by a date and a number. */
function slotted(records: string, isLarge: boolean): string {
  return `SELECT ${recordColumnList}, ${slotSql(isLarge)} AS slot FROM (${records})`;
}

/** Hours since 1970, each day's first of them for all of its slot; DuckDB takes most time for divisions. */
function slotSql(isLarge: boolean): string {
  if (!isLarge) return `epoch_us(local_time) // ${hourMicros * slotsADay} * ${slotsADay}`;
  const hour = `epoch_us(local_time) // ${hourMicros}`;
  return `CASE WHEN ${hour} % ${slotsADay} < ${smallHours} THEN ${hour} - ${hour} % ${slotsADay} ELSE ${hour} END`;
}

/** Moves pieces of one day into its folder, and parts the others into slots. */
async function sortPieces(db: DuckDb, folder: string, { timezone, near }: RecordSettings): Promise<void> {
  const pieces = await db.rows<{ path: string; first: Date; last: Date }>(
    `SELECT file_name AS path, CAST(min(stats_min_value) AS TIMESTAMP) AS first,
       CAST(max(stats_max_value) AS TIMESTAMP) AS last
     FROM parquet_metadata(${literal(join(folder, '*.parquet'))})
     WHERE path_in_schema = 'start_time'
     GROUP BY file_name`,
  );
  const parted: string[] = [];
  for (const [i, { path, first, last }] of pieces.entries()) {
    const day = dayOf(first, last, timezone);
    if (day === undefined) parted.push(path);
    else renameSync(path, join(dayFolder(folder, day), `piece_${i}.parquet`));
  }
  if (parted.length > 0) {
    const local = localSql('start_time', timezone, near);
    const records = `SELECT ${typedRecords()}, ${local} AS local_time FROM (${selectParquet(parted, false, {})})`;
    await write(db, slotted(records, false), folder, 'PARTITION_BY (slot)');
  }
  // Those that were parted, and a piece without a row, which has no row group and thus no day.
  for (const name of readdirSync(folder)) if (name.endsWith('.parquet')) rmSync(join(folder, name));
}

/** The local day in which two moments lie with all between them, or undefined. */
function dayOf(first: Date, last: Date, timezone: string): string | undefined {
  const offset = offsetAt(first.getTime(), timezone);
  // Where the clock is set between the two, they do not say what lies between.
  if (offsetAt(last.getTime(), timezone) !== offset) return undefined;
  const day = dateOf(first.getTime() + offset);
  return dateOf(last.getTime() + offset) === day ? day : undefined;
}

/** Moves the folders of slots below folders of days. @returns all days, in their order. */
function sortSlots(folder: string): string[] {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('slot=')) continue;
    const slot = Number(name.slice('slot='.length));
    const day = dateOf(Math.floor(slot / slotsADay) * 86_400_000);
    renameSync(join(folder, name), join(dayFolder(folder, day), name));
  }
  return readdirSync(folder)
    .map((name) => name.slice('day='.length))
    .sort();
}

/** The date of a local time, YYYY-MM-DD. @param local ms since 1970, as if it were UTC. */
function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

function dayFolder(folder: string, day: string): string {
  const path = join(folder, `day=${day}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
