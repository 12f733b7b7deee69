import { type CsvError, parse } from 'csv-parse/sync';
import { type Dialect, parserOptions, protect } from './dialect.js';
import { commonCount, lastLineEnd, tryDialect } from './trial.js';

/** Every dialect is tried on no more characters than this. */
const dialectChars = 1 << 16;

/** Rows in which quotes are looked at. */
const looked = 1000;

/** The dialect under which the text's first rows are most alike. */
export function likeliestDialect(text: string): Dialect {
  const start = text.length > dialectChars ? text.slice(0, lastLineEnd(text.slice(0, dialectChars))) : text;
  const quotes = (['"', "'"] as const).filter((quote) => start.includes(quote));
  const hasLoneCr = /\r(?!\n)/.test(start);
  const loneCrs = start.includes('\n') ? [hasLoneCr, false] : [hasLoneCr];
  const plain = { quote: '', backslash: false, padded: false, unescaped: false } as const;
  let best: { dialect: Dialect; score: number } = {
    dialect: { ...plain, delimiter: ',', quote: quotes[0] ?? '', loneCr: hasLoneCr },
    score: 0,
  };
  for (const delimiter of [',', ';', '|', '\t'].filter((char) => start.includes(char))) {
    for (const quote of [...quotes, '' as const]) {
      const gap = new RegExp(`[${delimiter}\\n\\r] +${quote}|[^${delimiter}]${quote} +[${delimiter}\\n\\r]`);
      const padded = quote !== '' && gap.test(start);
      for (const backslash of /\\[,;|\t"']/.test(start) ? [false, true] : [false]) {
        for (const loneCr of new Set(loneCrs)) {
          const dialect = { ...plain, delimiter, quote, backslash, loneCr, padded };
          const score = likeness(start, dialect);
          // The earlier wins a tie: quotes before none, no backslash before one.
          if (score > best.score + 1e-9) best = { dialect, score };
        }
      }
    }
  }
  const { dialect } = best;
  return { ...dialect, unescaped: dialect.quote !== '' && hasUnescapedQuotes(start, dialect) };
}

/** 0 to 1: the share of rows with the common number of cells, lines before the first of them forgiven in part. */
function likeness(text: string, dialect: Dialect): number {
  const { rows, ends, quotedCells, unclosed } = tryDialect(text, dialect, 300);
  // A row whose quoted cell was cut in two does not speak for a reading without quotes, however many cells it has then.
  const { columns, alike } = commonCount(dialect.quote === '' ? rows.filter((row) => !isCut(row)) : rows);
  if (columns === 1 || (dialect.quote !== '' && quotedCells === 0)) return 0;
  // Apostrophes before numbers, as spreadsheets set them, are no quotes: two of them would join the lines between.
  const isJoined = (cell: string) => /[\r\n]/.test(cell) && cell.includes(dialect.delimiter + dialect.quote);
  if (dialect.quote === "'" && rows.some((row) => row.some(isJoined))) return 0;
  const first = rows.findIndex((row) => row.length === columns);
  // What an open quote swallowed was not read as rows.
  const consumed = unclosed ? (ends.at(-1) ?? 0) / Buffer.byteLength(text) : 1;
  // Quotes that wrap cells are no part of them.
  const wrapped =
    rows.filter((row) => row.some((cell) => isWrapped(cell, dialect.quote))).length / rows.length;
  // A CR within a cell is a line end that was overlooked, if it is there in most rows.
  const torn = dialect.loneCr ? 0 : rows.filter((row) => row.some((cell) => cell.includes('\r'))).length;
  // One long row is no table: line ends that were overlooked make many cells.
  const length = 1 - 1 / (alike + 1);
  const regular = (alike / (rows.length - first)) * Math.sqrt(alike / rows.length);
  return consumed * length * regular * (1 - 1 / columns) * (1 - wrapped / 2) * (1 - torn / rows.length / 2);
}

function isWrapped(cell: string, quote: string): boolean {
  const [mark = ''] = cell;
  return cell.length > 1 && mark !== quote && (mark === '"' || mark === "'") && cell.endsWith(mark);
}

/** Whether a cell begins with a double quote, and a later one ends with it. */
function isCut(row: string[]): boolean {
  const begin = row.findIndex((cell) => cell.startsWith('"') && (cell.length === 1 || !cell.endsWith('"')));
  return begin >= 0 && row.slice(begin + 1).some((cell) => cell.endsWith('"') && !cell.startsWith('"'));
}

/** Whether quoted cells hold quotes that are not doubled: a strict reading refuses them. */
function hasUnescapedQuotes(text: string, dialect: Dialect): boolean {
  let found = false;
  try {
    parse(dialect.backslash ? protect(text) : text, {
      ...parserOptions(dialect),
      to: looked,
      relax_quotes: false,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined) => {
        found ||= error?.code === 'CSV_INVALID_CLOSING_QUOTE';
        return undefined;
      },
    });
  } catch {
    // An unclosed quote at the text's end says nothing about the quotes before it.
  }
  return found;
}
