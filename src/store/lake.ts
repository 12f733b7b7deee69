import { join } from 'node:path';
import { identifier } from '../engine/duckdb.js';
import { selectParquet } from '../engine/parquet.js';
import { carriedColumns, noDay, plausibleImei, recordColumns, referenceColumns } from './records.js';
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
  const files =
    table === 'records'
      ? await filesIn(
          store,
          "SELECT 'records' AS table_name, path, day, rows, digest AS version FROM state.ledger_files",
          days,
        )
      : await filesIn(store, `${builds} WHERE table_name = $table`, days, { table });
  return files.get(table) ?? [];
}

/** The files of every built table, each by day and path. */
export async function builtFiles(store: Store, days?: Days): Promise<Map<string, LakeFile[]>> {
  return await filesIn(store, builds, days);
}

const builds = 'SELECT table_name, path, day, rows, build_key AS version FROM state.builds';

async function filesIn(
  store: Store,
  source: string,
  days: Days = { from: noDay, to: '9999-12-31' },
  params: Record<string, string> = {},
): Promise<Map<string, LakeFile[]>> {
  const rows = await store.db.rows<Omit<LakeFile, 'rows'> & { table_name: string; rows: bigint }>(
    `SELECT table_name, path, CAST(day AS VARCHAR) AS day, rows, version FROM (${source})
     WHERE day = DATE '${noDay}' OR day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
     ORDER BY day, path`,
    { ...params, from: days.from, to: days.to },
  );
  const tables = new Map<string, LakeFile[]>();
  for (const { table_name: table, ...row } of rows) {
    const files = tables.get(table) ?? [];
    files.push({ ...row, rows: Number(row.rows) });
    tables.set(table, files);
  }
  return tables;
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

/**
 * Makes tables of the lake readable under their own names, as temporary views of the store's session; `records` with the
 * column that is published, too.
 * The state is asked once for all of them.
 */
export async function exposeTables(store: Store, tables: string[], days?: Days): Promise<void> {
  const built = tables.length > 1 ? await builtFiles(store, days) : undefined;
  for (const table of tables) {
    const files =
      built && table !== 'records' ? (built.get(table) ?? []) : await lakeFiles(store, table, days);
    const select = lakeSelect(store, files, columnsOf(table));
    const shown =
      table === 'records' ? `SELECT *, ${plausibleImei} AS imei_plausible FROM (${select})` : select;
    await store.db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(table)} AS ${shown}`);
  }
}
