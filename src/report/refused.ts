import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../engine/duckdb.js';
import type { Store } from '../store/store.js';

/** Reason code → rows. */
export type RefusedRows = Record<string, number>;

/**
 * Why rows of an export were refused, from the column `reason` of its file in the quarantine, whose name begins
 * with the export's sha256 (Parquet, or CSV with a header). Empty when there is none: an operator may clear it.
 */
export async function refusedByReason(store: Store, sha: string): Promise<RefusedRows> {
  const name = readdirSync(store.folders.quarantine).find((entry) => entry.startsWith(sha));
  if (!name) return {};
  const path = literal(join(store.folders.quarantine, name));
  const reader = name.endsWith('.parquet')
    ? `read_parquet(${path})`
    : `read_csv(${path}, header = true, delim = ',', quote = '"', escape = '"', all_varchar = true)`;
  const rows = await store.db.rows<{ reason: string; n: number }>(
    `SELECT reason, CAST(count(*) AS DOUBLE) AS n FROM ${reader} GROUP BY reason ORDER BY reason`,
  );
  return Object.fromEntries(rows.map((row) => [row.reason, row.n]));
}
