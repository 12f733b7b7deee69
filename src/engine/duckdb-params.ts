import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { driver } from './driver.js';

const { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDateValue, VARCHAR } = driver;

/** A value bound to a `$name` of a statement. A whole number is bound as BIGINT, another number as DOUBLE. */
export type Param = string | number | bigint | boolean | null | { date: string };
export type Params = Record<string, Param>;

/** Values and types as the driver takes them, so that none is guessed from a JavaScript number. */
export function bind(params?: Params): [Record<string, DuckDBValue>?, Record<string, DuckDBType>?] {
  if (!params || Object.keys(params).length === 0) return [];
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === null || typeof value === 'string') {
      [values[name], types[name]] = [value, VARCHAR];
    } else if (typeof value === 'boolean') {
      [values[name], types[name]] = [value, BOOLEAN];
    } else if (typeof value === 'bigint') {
      [values[name], types[name]] = [value, BIGINT];
    } else if (typeof value === 'number') {
      [values[name], types[name]] = Number.isInteger(value) ? [BigInt(value), BIGINT] : [value, DOUBLE];
    } else {
      const days = Math.round(Date.parse(`${value.date}T00:00:00Z`) / 86_400_000);
      [values[name], types[name]] = [new DuckDBDateValue(days), DATE];
    }
  }
  return [values, types];
}
