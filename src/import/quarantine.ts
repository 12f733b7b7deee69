import { chmodSync, rmSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { brokenMark } from './quotes.js';
import type { Reason } from './reasons.js';
import { linesBefore, type Source } from './source.js';

/** Where the rows that stay out are written, and what the export is called there. */
export interface Quarantine {
  file: string;
  name: string;
}

/** Why a row cannot be cut into columns, by the words of DuckDB's reader. */
const rejectReasons: Record<string, Reason> = {
  'MISSING COLUMNS': 'columns_missing',
  'TOO MANY COLUMNS': 'columns_extra',
  'UNQUOTED VALUE': 'quotes_broken',
  'LINE SIZE OVER MAXIMUM': 'line_too_long',
  'INVALID ENCODING': 'text_unreadable',
};

/** Behind CRLF the reader's text of a row begins with the line feed. */
const rejectLine = 'trim(csv_line, chr(10) || chr(13))';

const isHidden = `starts_with(${rejectLine}, '${brokenMark}')`;

const rejectReason = `CASE WHEN ${isHidden} THEN 'quotes_broken' ${Object.entries(rejectReasons)
  .map(([type, reason]) => `WHEN error_type = '${type}' THEN '${reason}'`)
  .join(' ')} ELSE 'unreadable' END`;

/** The row's text; a line that was hidden for its broken quotes is had back. */
const rejectText = `CASE WHEN ${isHidden} THEN decode(from_base64(substr(${rejectLine}, ${brokenMark.length + 1})))
  ELSE ${rejectLine} END`;

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
     FROM judged WHERE reason IS NOT NULL`,
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
