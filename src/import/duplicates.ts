import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { lakeFormat } from '../engine/parquet.js';

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

interface FileRow extends DigestSums {
  filename: string;
  rows: bigint;
  digest: string;
  first: string;
  last: string;
}

/**
 * Drops records that were delivered before, within the export or against the lake's same days; of two deliveries the
 * later one goes. They are looked for by their hashes, which is cheap; only files that hold some are written anew.
 * @param folder with Parquet files of the new records below `day=…/`.
 * @param present the lake's files of a day, absolute.
 */
export async function withoutDuplicates(
  db: DuckDb,
  folder: string,
  days: string[],
  present: (day: string) => Promise<string[]>,
): Promise<NewFile[]> {
  const settled: NewFile[] = [];
  for (const day of days) {
    const own = filesOf(folder, day);
    const old = await present(day);
    const files = await withoutRepeats(db, join(folder, `day=${day}`), own, old);
    const kept = await measure(db, files);
    settled.push(...kept.filter((file) => file.rows > 0n).map((file) => newFile(file, day)));
  }
  await db.run('DROP TABLE IF EXISTS temp.repeated');
  return settled;
}

async function measure(db: DuckDb, files: string[]): Promise<FileRow[]> {
  return await db.rows<FileRow>(
    `SELECT filename, count(*) AS rows, bit_xor(record_hash) AS xor, sum(record_hash) AS sum,
       md5(count(*) || ' ' || bit_xor(record_hash) || ' ' || sum(record_hash)) AS digest,
       CAST(min(start_time) AS VARCHAR) AS first, CAST(max(start_time) AS VARCHAR) AS last
     FROM ${parquet(files)} GROUP BY filename ORDER BY first, filename`,
  );
}

/**
 * One day's files without repeats. Of a file with repeats only these are sorted; its other rows are copied as they come,
 * since a delivery usually repeats a handful of millions.
 */
async function withoutRepeats(db: DuckDb, folder: string, own: string[], old: string[]): Promise<string[]> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS
     SELECT record_hash FROM ${parquet([...own, ...old])} GROUP BY 1 HAVING count(*) > 1`,
  );
  const touched = await db.rows<{ filename: string }>(
    `SELECT DISTINCT filename FROM ${parquet(own)} WHERE record_hash IN (SELECT record_hash FROM repeated)`,
  );
  if (touched.length === 0) return own;
  const affected = touched.map(({ filename }) => filename).sort();
  const path = join(folder, 'unique.parquet');
  const known = old.length === 0 ? '' : `AND record_hash NOT IN (SELECT record_hash FROM ${parquet(old)})`;
  await db.run(
    `COPY (
       SELECT * EXCLUDE (filename) FROM ${parquet(affected)} WHERE record_hash NOT IN (SELECT record_hash FROM repeated)
       UNION ALL
       SELECT * EXCLUDE (copy, filename) FROM (
         SELECT *, row_number() OVER (PARTITION BY record_hash ORDER BY imei_plausible DESC, trunk_in, trunk_out) AS copy
         FROM ${parquet(affected)} WHERE record_hash IN (SELECT record_hash FROM repeated) ${known}
       ) WHERE copy = 1
     ) TO ${literal(path)} (${lakeFormat})`,
  );
  for (const file of affected) rmSync(file);
  return [...own.filter((file) => !affected.includes(file)), path];
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
