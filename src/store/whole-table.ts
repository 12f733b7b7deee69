import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { literal } from '../engine/duckdb.js';
import { enterBuilds } from './builds.js';
import { lakeFiles } from './lake.js';
import { noDay } from './records.js';
import type { Store } from './store.js';

/** A table's rows in a file that is not the lake's yet. */
export interface TableAside {
  table: string;
  file: string;
  rows: number;
}

/** Writes the rows of a query aside, as what a table may become. Fails as DuckDB does. */
export async function writeAside(store: Store, table: string, select: string): Promise<TableAside> {
  const file = join(store.folders.tmp, `${table}.parquet`);
  const { Count: rows } = await store.db.row<{ Count: bigint }>(
    `COPY (${select}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  return { table, file, rows: Number(rows) };
}

/**
 * Makes what was written aside the table: moved into the lake, entered, and only then the old file goes, so that a
 * run that is killed in between leaves one of the two whole.
 * @param version names the content; the file is called after it.
 */
export async function putIntoLake(store: Store, aside: TableAside, version: string): Promise<void> {
  const { table, file, rows } = aside;
  const { lake } = store.folders;
  const old = await lakeFiles(store, table);
  const path = `${table}/${version}.parquet`;
  mkdirSync(dirname(join(lake, path)), { recursive: true, mode: 0o700 });
  chmodSync(file, 0o600);
  renameSync(file, join(lake, path));
  await enterBuilds(store.db, [{ table, day: noDay, key: version, path, rows, seconds: 0 }]);
  for (const one of old) if (one.path !== path) rmSync(join(lake, one.path), { force: true });
}
