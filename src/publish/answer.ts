import { closeSync, openSync } from 'node:fs';
import { identifier, literal } from '../engine/duckdb.js';
import type { PublishedQuery } from './query.js';

/** A row as texts; NULL stays null. */
export type TextRow = (string | null)[];

/** The answer row by row as DuckDB writes each value, chunk by chunk; `limit` rows at most. */
export async function* textRows(query: PublishedQuery, limit?: number): AsyncGenerator<TextRow[]> {
  const most = limit === undefined ? '' : `LIMIT ${Math.trunc(limit)}`;
  const sql = `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (\n${query.sql}\n) ${most}`;
  for await (const chunk of query.db.chunks(sql)) {
    yield chunk.map((row) => row.map((value) => (value === null ? null : String(value))));
  }
}

/**
 * The answer as CSV (RFC 4180, LF), header first. In text columns a cell that begins with `=`, `+`, `-`, `@`, tab or
 * CR, or with an apostrophe before one of these, gets a leading apostrophe: spreadsheets would take it for a formula.
 */
export async function* csvText(query: PublishedQuery): AsyncGenerator<string> {
  yield csvLine(query.columns.map(({ name }) => guarded(name)));
  const text = query.columns.map(({ type }) => !isNumeric(type));
  for await (const rows of textRows(query)) {
    yield rows
      .map((row) => csvLine(row.map((cell, i) => (cell !== null && text[i] ? guarded(cell) : cell))))
      .join('');
  }
}

/** Only what DuckDB writes as a number or a time may begin with a sign and stay as it is. */
function isNumeric(type: string): boolean {
  return (
    /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|DATE|TIME.*|INTERVAL|BOOLEAN)$/.test(type) &&
    !type.endsWith(']')
  );
}

function guarded(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function csvLine(cells: TextRow): string {
  const quoted = cells.map((cell) => {
    if (cell === null) return '';
    return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return `${quoted.join(',')}\n`;
}

/** The answer as one JSON array, an object a row on a line of its own; numbers that JSON lacks (NaN) are null. */
export async function* jsonText(query: PublishedQuery): AsyncGenerator<string> {
  const finite = query.columns
    .filter(({ type }) => type === 'DOUBLE' || type === 'FLOAT')
    .map(
      ({ name }) =>
        `CASE WHEN isfinite(${identifier(name)}) THEN ${identifier(name)} END AS ${identifier(name)}`,
    );
  const columns = finite.length === 0 ? '*' : `* REPLACE (${finite.join(', ')})`;
  let separator = '[\n';
  const sql = `SELECT CAST(to_json(simhound_row) AS VARCHAR) FROM (SELECT ${columns} FROM (\n${query.sql}\n)) simhound_row`;
  for await (const rows of query.db.chunks(sql)) {
    if (rows.length === 0) continue;
    yield `${separator}${rows.map(([row]) => String(row)).join(',\n')}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Writes the answer as Parquet to the session's target, made for the owner only. @returns the rows written. */
export async function writeParquet(query: PublishedQuery, target: string): Promise<number> {
  // Made before DuckDB writes into it, which would leave its mode to the umask.
  closeSync(openSync(target, 'wx', 0o600));
  await query.db.run(
    `COPY (\n${query.sql}\n) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
  );
  const row = await query.db.row<{ rows: bigint }>(
    `SELECT count(*) AS rows FROM read_parquet(${literal(target)})`,
  );
  return Number(row.rows);
}
