import type { DuckDb } from '../engine/duckdb.js';

/** A table, or a day of one, whose file or folder in the lake is whole. */
export interface Build {
  table: string;
  /** `YYYY-MM-DD`; `0001-01-01` for a table that is not built by day. */
  day: string;
  /** Changes when the content may. */
  key: string;
  /** Below the lake's folder. */
  path: string;
  rows: number;
  seconds: number;
}

/** Enters tables into the state, in place of what stood there for the same table and day: from then on they are read. */
export async function enterBuilds(db: DuckDb, builds: Build[]): Promise<void> {
  // One statement: a row of its own each takes DuckDB milliseconds.
  await db.run(
    `INSERT OR REPLACE INTO state.builds
     SELECT unnest(from_json($builds, '[{"table":"VARCHAR","day":"DATE","key":"VARCHAR","path":"VARCHAR",
       "rows":"BIGINT","seconds":"DOUBLE"}]'), recursive := true), CAST(now() AS TIMESTAMP)`,
    { builds: JSON.stringify(builds) },
  );
}
