import { beginning } from './beginning.js';
import type { Dialect } from './dialect.js';
import { likeliestDialect } from './dialect-choice.js';
import type { Encoding } from './encoding.js';
import { misreadings, oddities } from './oddities.js';
import type { SampledTable, TableShape } from './sample.js';
import { commonCount, lastLineEnd, tryDialect } from './trial.js';

const sampleRows = 1000;

/** Finds the table in the decoded text of a sample; one that is cut ends in the middle of a row. */
export function tableOf(decoded: string, isCut: boolean, encoding: Encoding): SampledTable {
  const text = isCut ? decoded.slice(0, lastLineEnd(decoded)) : decoded;
  const dialect = likeliestDialect(text);
  const trial = tryDialect(text, dialect, sampleRows);
  const { columns } = commonCount(trial.rows);
  const { index, skip, head } = beginning(text, trial, columns, dialect.loneCr);
  const rows = trial.rows.slice(index);
  const [lineEnd = '\n', ...others] = lineEndsOf(text, dialect);
  const table: TableShape = {
    ...dialect,
    quote: trial.quotedCells > 0 ? dialect.quote : '',
    lineEnd,
    skip,
    rows,
    columns,
    raggedRows: rows.filter((row) => row.length !== columns).length,
    // An open quote joins lines too, but to rows of another length, or with quoted cells of the next line inside.
    multiline: rows.some((row) => row.length === columns && row.some((cell) => spansLines(cell, dialect))),
  };
  const misread = misreadings(table, encoding, trial, head, 1 + others.length);
  return { ...table, misread, problems: [...misread, ...oddities(table, trial.unclosed && !isCut)] };
}

function spansLines(cell: string, { delimiter, quote }: Dialect): boolean {
  return /[\r\n]/.test(cell) && (quote === '' || !cell.includes(delimiter + quote));
}

/** What rows end with, the most common first. Line ends inside quoted cells do not count: they may be others. */
function lineEndsOf(text: string, { quote, loneCr }: Dialect): ('\n' | '\r\n' | '\r')[] {
  const plain = quote === '' ? text : text.replace(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const [end] of plain.matchAll(/\r\n|\n|\r/g)) counts[end as keyof typeof counts] += 1;
  if (!loneCr) counts['\r'] = 0;
  return (['\n', '\r\n', '\r'] as const)
    .filter((end) => counts[end] > 0)
    .sort((a, b) => counts[b] - counts[a]);
}
