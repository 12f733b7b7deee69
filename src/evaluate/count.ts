import type { DuckDb, Params } from '../engine/duckdb.js';

/** One row of counts as numbers, by column. */
export async function countRow(
  db: DuckDb,
  sql: string,
  params: Params = {},
): Promise<Record<string, number>> {
  const row = await db.row<Record<string, bigint | number>>(sql, params);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

/** A share of counts with six digits, null where there is nothing to divide by. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole);
}

/** Six digits: the ones behind them are the summation's. */
export function rounded(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
