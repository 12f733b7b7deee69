import { type DuckDb, literal } from '../engine/duckdb.js';
import { messageOf } from '../errors.js';
import type { Recount } from './explanation.js';

/** What stands for `$name` in a recount. */
export type Fillings = Record<string, bigint | number | string | boolean | { date: string }>;

/** Writes values into a query in place of its `$names`, so that an analyst can run it as it is. */
export function filled(sql: string, values: Fillings): string {
  return sql.trim().replace(/'(?:[^']|'')*'|\$([a-z_][a-z0-9_]*)/g, (found, name?: string) => {
    const value = name === undefined ? undefined : values[name];
    return value === undefined ? found : written(value);
  });
}

/**
 * Counts a finding's value again from the records. A recount that fails is told, not thrown: the rest of an
 * explanation is worth reading without it.
 */
export async function recount(db: DuckDb, sql: string, expected: number): Promise<Recount> {
  try {
    const [row] = await db.rows(sql);
    const [counted] = Object.values(row ?? {});
    if (counted === null || counted === undefined) return { sql, value: null, reconciles: false };
    const value = Number(counted);
    // Both sides are rounded by the same SQL; what may differ is a last digit of a sum of doubles.
    const reconciles = Math.abs(value - expected) <= 1e-6 * Math.max(1, Math.abs(expected));
    return { sql, value, reconciles };
  } catch (thrown) {
    return { sql, value: null, reconciles: false, problem: messageOf(thrown).split('\n')[0] ?? '' };
  }
}

function written(value: Fillings[string]): string {
  if (typeof value === 'object') return `DATE ${literal(value.date)}`;
  if (typeof value === 'string') return literal(value);
  // In parentheses, or a minus sign behind another would begin a comment.
  return typeof value !== 'boolean' && value < 0 ? `(${value})` : String(value);
}
