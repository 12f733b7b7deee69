import type { Encoding } from './encoding.js';
import type { TableShape } from './sample.js';
import type { Trial } from './trial.js';

/**
 * What DuckDB 1.5.6 was seen to misread or refuse, with the dialect given, `new_line` set and strict mode on or off:
 * on, it refuses line ends of another kind and inner quotes; off, it drops a character behind a lone CR.
 */
export function misreadings(
  table: TableShape,
  encoding: Encoding,
  trial: Trial,
  head: string,
  lineEnds: number,
): string[] {
  const found: string[] = [];
  if (encoding !== 'utf-8') found.push(`The text is not UTF-8; it is read as ${encoding}.`);
  if (table.lineEnd === '\r') found.push('Rows end with CR alone.');
  else if (lineEnds > 1) found.push('Rows end in different ways.');
  if (!table.loneCr && trial.rows.some((row) => row.some((cell) => cell.includes('\r')))) {
    found.push('Cells hold CR characters, which DuckDB may take for line ends.');
  }
  if (table.quote === "'") found.push('Cells are wrapped in apostrophes.');
  if (table.backslash) found.push('Backslashes protect delimiters or quotes.');
  if (table.unescaped) found.push('Quotes inside quoted cells are not doubled.');
  // `skip` counts physical lines, but a quote that stays open hides the line ends behind it.
  const isOpen = head.split(/\r\n|\n|\r/).some((line) => line.split('"').length % 2 === 0);
  if (isOpen) found.push('The lines before the table hold an open quote.');
  return found;
}

/** What else is odd about a table, as sentences. */
export function oddities(table: TableShape, isUnclosed: boolean): string[] {
  const { rows, columns, raggedRows, skip } = table;
  const found: string[] = [];
  if (columns < 2) found.push('No delimiter was found: every row has one column.');
  if (skip > 0) found.push(`The table begins behind ${skip} other ${skip === 1 ? 'line' : 'lines'}.`);
  if (raggedRows > 0) {
    found.push(`${raggedRows} of the first ${rows.length} rows have more or fewer than ${columns} cells.`);
  }
  const isTrailed = (row: string[]) => row.length < columns || row[columns - 1] === '';
  if (columns > 1 && rows.length > 1 && rows.every(isTrailed)) {
    found.push('The last column is empty in every row: rows end with a delimiter.');
  }
  if (table.padded) found.push('Blanks stand between delimiters and quotes.');
  if (table.multiline) found.push('Quoted cells hold line breaks.');
  if (isUnclosed) found.push('A quote is opened and never closed.');
  return found;
}
