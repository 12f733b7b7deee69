import { join } from 'node:path';
import { identifier } from '../engine/duckdb.js';
import { selectParquet } from '../engine/parquet.js';
import { carriedColumns, noDay, recordColumns, referenceColumns } from './records.js';
import type { Store } from './store.js';

/** Local days, both included, as `YYYY-MM-DD`. */
export interface Days {
  from: string;
  to: string;
}

/** A file of the lake that the state vouches for; files that a killed run left behind are not in the state. */
export interface LakeFile {
  /** Below the lake's folder. */
  path: string;
  /** `YYYY-MM-DD`; `0001-01-01` for a table that is not built by day. */
  day: string;
  rows: number;
  /** Changes when the content does. */
  version: string;
}

/** The files of `records` or of a built table, by day and path. */
export async function lakeFiles(store: Store, table: string, days?: Days): Promise<LakeFile[]> {
  const source =
    table === 'records'
      ? 'SELECT path, day, rows, digest AS version FROM state.ledger_files'
      : 'SELECT path, day, rows, build_key AS version FROM state.builds WHERE table_name = $table';
  const rows = await store.db.rows<{ path: string; day: string; rows: bigint; version: string }>(
    `SELECT path, CAST(day AS VARCHAR) AS day, rows, version FROM (${source})
     WHERE day = DATE '0001-01-01' OR day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
     ORDER BY day, path`,
    {
      ...(table === 'records' ? {} : { table }),
      from: days?.from ?? '0001-01-01',
      to: days?.to ?? '9999-12-31',
    },
  );
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}

/** The query that reads a table of the lake, over exactly these files; `emptyColumns` where there are none. */
export function lakeSelect(store: Store, files: LakeFile[], emptyColumns: Record<string, string>): string {
  const paths = files.map((file) => join(store.folders.lake, file.path));
  return selectParquet(
    paths,
    files.some((file) => file.day !== noDay),
    emptyColumns,
  );
}

/** Columns of the tables that may have no file at all. */
export function columnsOf(table: string): Record<string, string> {
  if (table === 'records') return { ...recordColumns, day: 'DATE' };
  return ({ ...referenceColumns, ...carriedColumns } as Record<string, Record<string, string>>)[table] ?? {};
}

/** Makes tables of the lake readable under their own names, as temporary views of the store's session. */
export async function exposeTables(store: Store, tables: string[], days?: Days): Promise<void> {
  for (const table of tables) {
    const files = await lakeFiles(store, table, days);
    const select = lakeSelect(store, files, columnsOf(table));
    await store.db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(table)} AS ${select}`);
  }
}
