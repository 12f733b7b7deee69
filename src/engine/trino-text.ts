import { SimhoundError } from '../errors.js';
import type { Param, Params } from './duckdb.js';

/** A piece of SQL that may hold a `$` that is no parameter, or a parameter. */
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-z_][a-z0-9_]*)/g;

/**
 * A statement with its `$name` parameters bound in Trino's way: `EXECUTE IMMEDIATE '…' USING …`.
 * Lines of the statement keep their numbers. @throws INTERNAL for a parameter without a value.
 */
export function bound(statement: string, params: Params): string {
  const values: string[] = [];
  const marked = statement.replace(pieces, (piece: string, name: string | undefined) => {
    if (name === undefined) return piece;
    const value = params[name];
    if (value === undefined) {
      throw new SimhoundError('INTERNAL', { what: `No value was given for $${name}.`, todo: 'Report this.' });
    }
    values.push(constant(value));
    return '?';
  });
  if (values.length === 0) return statement;
  return `EXECUTE IMMEDIATE ${quoted(marked)} USING ${values.join(', ')}`;
}

/** A value as a constant of the type that DuckDb binds it as, so that both engines compute alike. */
function constant(value: Param): string {
  if (value === null) return 'CAST(NULL AS VARCHAR)';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return `BIGINT '${value}'`;
  if (typeof value === 'number') {
    return Number.isInteger(value) ? `BIGINT '${BigInt(value)}'` : `DOUBLE '${value}'`;
  }
  return `DATE ${quoted(value.date)}`;
}

/** A text as a constant of Trino's SQL, which has no escapes but the doubled quote. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
