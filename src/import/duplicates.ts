import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { recordFormat } from '../engine/parquet.js';
import { Siblings } from '../engine/siblings.js';
import { sliceByTime, type TimedFile } from './time-slices.js';
import { typedRecords } from './words.js';

/** One Parquet file of new records, ready to be moved into the lake. */
export interface NewFile {
  /** Absolute. */
  path: string;
  day: string;
  rows: number;
  /** Order-free: the same for the same set of records, in whichever order they were written. */
  digest: string;
  /** What `digest` is made of, so that those of several files can be put together. */
  sums: DigestSums;
  first: string;
  last: string;
}

/** Sums over the hashes of a set of records that no order and no distribution over files changes. */
export interface DigestSums {
  xor: bigint;
  sum: bigint;
}

/** A day, and files of it. */
export interface DayFiles {
  day: string;
  files: string[];
}

interface FileRow extends DigestSums, TimedFile {
  digest: string;
}

/** From so many rows on days are looked at side by side; fewer are looked at before a second connection is open. */
const manyRows = 1_000_000;

/**
 * Drops records that were delivered before, within the export or against the lake's same days; of two deliveries the
 * later one goes. They are looked for by their hashes, which is cheap; only files that hold some are written anew.
 * @param passed the folder with Parquet files of the new records below `day=…/`, and how many they are.
 * @param present the days of the new records, in their order, with the lake's files of them, absolute.
 * @param signal on which the statements that run are stopped.
 */
export async function withoutDuplicates(
  db: DuckDb,
  passed: { folder: string; rows: number },
  present: DayFiles[],
  signal: AbortSignal,
): Promise<NewFile[]> {
  const kept = new Map<string, NewFile[]>();
  const next = present.values();
  const settle = async (connection: DuckDb) => {
    for (const { day, files } of next) kept.set(day, await ofOneDay(connection, passed.folder, day, files));
    await connection.run('DROP TABLE IF EXISTS temp.repeated');
  };
  if (present.length === 1 || passed.rows < manyRows) {
    await settle(db);
  } else {
    const siblings = await Siblings.open(db, signal);
    try {
      let working = siblings.connections.length;
      await siblings.spread(working);
      const settleBeside = async (connection: DuckDb) => {
        await settle(connection);
        working -= 1;
        // Who is done first leaves its thread to a day that holds repeats and is still being written anew.
        if (working > 0) await siblings.spread(working);
      };
      // Both are awaited even where one fails: nothing may go on working behind the next export's back.
      const outcomes = await Promise.allSettled(siblings.connections.map(settleBeside));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    } finally {
      await siblings.close();
    }
  }
  return present.flatMap(({ day }) => kept.get(day) ?? []);
}

async function ofOneDay(db: DuckDb, folder: string, day: string, old: string[]): Promise<NewFile[]> {
  const own = await measure(db, filesOf(folder, day));
  const kept = inOrder(await withoutRepeats(db, join(folder, `day=${day}`), own, old));
  return kept.filter((file) => file.rows > 0n).map((file) => newFile(file, day));
}

/** What a TimedFile has, of files grouped by their names. */
const timedFile = `filename, count(*) AS rows, CAST(min(start_time) AS VARCHAR) AS first,
  CAST(max(start_time) AS VARCHAR) AS last`;

async function measure(db: DuckDb, files: string[]): Promise<FileRow[]> {
  return await db.rows<FileRow>(
    `SELECT ${timedFile}, bit_xor(record_hash) AS xor, sum(record_hash) AS sum,
       md5(count(*) || ' ' || bit_xor(record_hash) || ' ' || sum(record_hash)) AS digest
     FROM ${parquet(files)} GROUP BY filename`,
  );
}

/**
 * One day's files without repeats. Of a file with repeats only these are sorted; its other rows are copied as they come,
 * since a delivery usually repeats a handful of millions.
 */
async function withoutRepeats(db: DuckDb, folder: string, own: FileRow[], old: string[]): Promise<FileRow[]> {
  if (!(await collectRepeats(db, own, old))) return own;
  const touched = await db.rows<{ filename: string }>(
    `SELECT DISTINCT filename FROM ${parquet(own.map(({ filename }) => filename))}
     WHERE record_hash IN (SELECT record_hash FROM repeated)`,
  );
  if (touched.length === 0) return own;
  const affected = touched.map(({ filename }) => filename).sort();
  const path = join(folder, 'unique.parquet');
  const known = old.length === 0 ? '' : `AND record_hash NOT IN (SELECT record_hash FROM ${parquet(old)})`;
  await db.run(
    `COPY (
       SELECT ${typedRecords(['filename'])} FROM ${parquet(affected)} WHERE record_hash NOT IN (SELECT record_hash FROM repeated)
       UNION ALL
       SELECT ${typedRecords(['copy', 'filename'])} FROM (
         SELECT *, row_number() OVER (PARTITION BY record_hash ORDER BY imei_check, trunk_in, trunk_out) AS copy
         FROM ${parquet(affected)} WHERE record_hash IN (SELECT record_hash FROM repeated) ${known}
       ) WHERE copy = 1
     ) TO ${literal(path)} (${recordFormat})`,
  );
  for (const file of affected) rmSync(file);
  const untouched = own.filter(({ filename }) => !affected.includes(filename));
  return [...untouched, ...(await measure(db, [path]))];
}

/**
 * Puts the hashes that a day's files hold more than once into the temporary table `repeated`. Equal records are of the
 * same moment, so a slice of time at a time is enough: its hash table is small, which halves the search.
 * @returns whether there are any.
 */
async function collectRepeats(db: DuckDb, own: FileRow[], old: string[]): Promise<boolean> {
  await db.run('CREATE OR REPLACE TEMP TABLE repeated (record_hash BIGINT)');
  let repeats = 0n;
  for (const { files, from, to } of sliceByTime(own, old.length === 0 ? [] : await timesOf(db, old))) {
    const limits = [
      ...(from === undefined ? [] : [`start_time >= TIMESTAMP ${literal(from)}`]),
      ...(to === undefined ? [] : [`start_time < TIMESTAMP ${literal(to)}`]),
    ];
    const { Count: found } = await db.row<{ Count: bigint }>(
      `INSERT INTO repeated
       SELECT record_hash FROM ${parquet(files)} ${limits.length > 0 ? `WHERE ${limits.join(' AND ')}` : ''}
       GROUP BY 1 HAVING count(*) > 1`,
    );
    repeats += found;
  }
  return repeats > 0n;
}

async function timesOf(db: DuckDb, files: string[]): Promise<TimedFile[]> {
  return await db.rows<TimedFile>(`SELECT ${timedFile} FROM ${parquet(files)} GROUP BY filename`);
}

/** By first time and name; the numbers of the lake's files go by this order. */
function inOrder(files: FileRow[]): FileRow[] {
  const keyOf = ({ first, filename }: FileRow) => `${first}\n${filename}`;
  return files.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function filesOf(folder: string, day: string): string[] {
  const place = join(folder, `day=${day}`);
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.parquet'))
    .sort()
    .map((name) => join(place, name));
}

function parquet(files: string[]): string {
  return `read_parquet([${files.map(literal).join(', ')}], filename = true, hive_partitioning = false)`;
}

function newFile({ filename, rows, digest, xor, sum, first, last }: FileRow, day: string): NewFile {
  return { path: filename, day, rows: Number(rows), digest, sums: { xor, sum }, first, last };
}
