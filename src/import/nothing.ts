import { literal } from '../engine/duckdb.js';

/** What exports write where there is nothing; read as NULL. */
export const nothing = ['', 'NULL', 'null', '(null)', '\\N', 'N/A', 'n/a', 'None', 'NaN', 'nan'];

const longest = Math.max(...nothing.map((word) => word.length));

/**
 * Expression for whether a text is a word for nothing. DuckDB's reader can tell, too, but compares every cell with every
 * word, which is a fifth of the reading.
 */
export function isNothingSql(text: string): string {
  return `list_contains([${nothing.map(literal).join(', ')}], ${text})`;
}

/** Expression for whether a text is too long to be a word for nothing; NULL for NULL. */
export function isLongSql(text: string): string {
  return `strlen(${text}) > ${longest}`;
}

/** A text, or NULL for a word for nothing; texts too long for one are not looked at. */
export function somethingSql(text: string): string {
  return `CASE WHEN strlen(${text}) <= ${longest} AND ${isNothingSql(text)} THEN NULL ELSE ${text} END`;
}

/** Whether a cell of a sample stands for nothing. */
export function isNothing(cell: string): boolean {
  return cell.trim() === '' || nothing.includes(cell);
}
