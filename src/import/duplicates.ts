import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';

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
 * later one goes. Records are counted first, which is cheap: a day is only written anew where it has duplicates.
 * @param folder with `day=…/….parquet` of the new records.
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
    const isRepeating = await hasRepeats(db, [...own, ...old]);
    const files = isRepeating ? [await rewrite(db, join(folder, `day=${day}`), own, old)] : own;
    const kept = await measure(db, files);
    settled.push(...kept.filter((file) => file.rows > 0n).map((file) => newFile(file, day)));
  }
  return settled;
}

async function measure(db: DuckDb, files: string[]): Promise<FileRow[]> {
  const measured: FileRow[] = [];
  for (const filename of files) {
    const row = await db.row<Omit<FileRow, 'filename'>>(
      `SELECT count(*) AS rows, bit_xor(record_hash) AS xor, sum(record_hash) AS sum,
         md5(count(*) || ' ' || bit_xor(record_hash) || ' ' || sum(record_hash)) AS digest,
         CAST(min(start_time) AS VARCHAR) AS first, CAST(max(start_time) AS VARCHAR) AS last
       FROM ${parquet([filename])}`,
    );
    measured.push({ filename, ...row });
  }
  return measured;
}

/** Whether a day's files hold any record twice; day by day, since a table of every hash at once would be large. */
async function hasRepeats(db: DuckDb, files: string[]): Promise<boolean> {
  const { rows, different } = await db.row<{ rows: bigint; different: bigint }>(
    `SELECT count(*) AS rows, count(DISTINCT record_hash) AS different FROM ${parquet(files)}`,
  );
  return rows !== different;
}

/**
 * Writes a day anew without its repeats. Only they are sorted; all other rows are copied as they come, since a delivery
 * usually repeats a handful of millions.
 */
async function rewrite(db: DuckDb, folder: string, own: string[], old: string[]): Promise<string> {
  const path = join(folder, 'unique.parquet');
  const known = old.length === 0 ? '' : `AND record_hash NOT IN (SELECT record_hash FROM ${parquet(old)})`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS
     SELECT record_hash FROM ${parquet([...own, ...old])} GROUP BY 1 HAVING count(*) > 1`,
  );
  await db.run(
    `COPY (
       SELECT * EXCLUDE (filename) FROM ${parquet(own)} WHERE record_hash NOT IN (SELECT record_hash FROM repeated)
       UNION ALL
       SELECT * EXCLUDE (copy, filename) FROM (
         SELECT *, row_number() OVER (PARTITION BY record_hash ORDER BY imei_plausible DESC, trunk_in, trunk_out) AS copy
         FROM ${parquet(own)} WHERE record_hash IN (SELECT record_hash FROM repeated) ${known}
       ) WHERE copy = 1
     ) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
  );
  await db.run('DROP TABLE temp.repeated');
  for (const file of own) rmSync(file);
  return path;
}

function filesOf(folder: string, day: string): string[] {
  const place = join(folder, `day=${day}`);
  return readdirSync(place)
    .sort()
    .map((name) => join(place, name));
}

function parquet(files: string[]): string {
  return `read_parquet([${files.map(literal).join(', ')}], filename = true, hive_partitioning = false)`;
}

function newFile({ filename, rows, digest, xor, sum, first, last }: FileRow, day: string): NewFile {
  return { path: filename, day, rows: Number(rows), digest, sums: { xor, sum }, first, last };
}
