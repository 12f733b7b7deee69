import { chmodSync, rmSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { brokenMark } from './quotes.js';
import { linesBefore, type Source } from './source.js';

/** Where the rows that stay out are written, and what the export is called there. */
export interface Quarantine {
  file: string;
  name: string;
}

/** Rejected rows by the words of DuckDB's reader. */
const rejectReason = `CASE
  WHEN starts_with(csv_line, '${brokenMark}') THEN 'quotes_broken'
  WHEN error_type = 'MISSING COLUMNS' THEN 'columns_missing'
  WHEN error_type = 'TOO MANY COLUMNS' THEN 'columns_extra'
  WHEN error_type = 'UNQUOTED VALUE' THEN 'quotes_broken'
  WHEN error_type = 'LINE SIZE OVER MAXIMUM' THEN 'line_too_long'
  WHEN error_type = 'INVALID ENCODING' THEN 'text_unreadable'
  ELSE 'unreadable'
END`;

/** The row's text; a line that was hidden for its broken quotes is had back. */
const rejectText = `CASE WHEN starts_with(csv_line, '${brokenMark}')
  THEN decode(from_base64(trim(substr(csv_line, ${brokenMark.length + 1}), chr(10) || chr(13))))
  ELSE rtrim(csv_line, chr(10) || chr(13)) END`;

/**
 * Writes what stays out (file, line, reason, text), ordered by line: rows of the temporary table `judged` with a reason,
 * and those of `rejects`. @returns how many rows that is.
 */
export async function writeQuarantine(
  db: DuckDb,
  source: Source,
  hasRejects: boolean,
  { file, name }: Quarantine,
): Promise<number> {
  const delimiter = literal(source.sample.format === 'parquet' ? ',' : source.sample.delimiter);
  const cells = source.layout.names.map((_, i) => `COALESCE(c${i}, '')`).join(', ');
  // DuckDB counts the lines of what it reads, which begins at the table where the export was written anew.
  const skipped = source.isRepaired ? linesBefore(source) - (source.layout.hasHeader ? 1 : 0) : 0;
  const parts = [
    `SELECT row_line AS line, reason, array_to_string([${cells}], ${delimiter}) AS text
     FROM judged WHERE reason IS NOT NULL AND reason <> 'skipped'`,
    // One row may have several faults; the first is told.
    ...(hasRejects
      ? [
          `SELECT CAST(line AS BIGINT) + ${skipped}, arg_min(${rejectReason}, column_idx), arg_min(${rejectText}, column_idx)
          FROM rejects GROUP BY line, line_byte_position`,
        ]
      : []),
  ];
  const { Count: rows } = await db.row<{ Count: bigint }>(
    `COPY (
       SELECT ${literal(name)} AS file, line, reason, text FROM (${parts.join('\nUNION ALL\n')})
       ORDER BY line NULLS LAST, reason, text
     ) TO ${literal(file)} (FORMAT csv, HEADER, FORCE_QUOTE (text))`,
  );
  if (rows > 0n) chmodSync(file, 0o600);
  else rmSync(file);
  return Number(rows);
}
