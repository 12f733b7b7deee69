import type { Options } from 'csv-parse';

/** How a text file separates and wraps its cells. */
export interface Dialect {
  delimiter: string;
  quote: '"' | "'" | '';
  /** A backslash makes the delimiter, quote or backslash behind it part of the cell. */
  backslash: boolean;
  /** A CR alone ends a row. */
  loneCr: boolean;
  /** Blanks stand between a delimiter and a quote. */
  padded: boolean;
  /** Quotes inside quoted cells are not doubled. */
  unescaped: boolean;
}

/** csv-parse's options for a dialect; the text has gone through `protect` where backslashes escape. */
export function parserOptions(dialect: Dialect): Options {
  return {
    delimiter: dialect.delimiter,
    quote: dialect.quote === '' ? null : dialect.quote,
    escape: dialect.quote === '' ? null : dialect.quote,
    record_delimiter: dialect.loneCr ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: dialect.padded,
  };
}

const escapable = [',', ';', '|', '\t', '"', "'", '\\'];

/** Puts private characters in the place of what a backslash protects; `cellOf` brings the meant ones back. */
export function protect(text: string): string {
  return text.replace(/\\([,;|\t"'\\])/g, (_, char: string) =>
    String.fromCodePoint(0xe100 + escapable.indexOf(char)),
  );
}

/** A cell as it is meant: csv-parse keeps the outer quotes where an inner one is not doubled. */
export function cellOf(dialect: Dialect, cell: string): string {
  const { quote } = dialect;
  const isWrapped =
    dialect.unescaped && quote !== '' && cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote);
  const inner = isWrapped ? cell.slice(1, -1).replaceAll(quote + quote, quote) : cell;
  if (!dialect.backslash) return inner;
  return inner.replace(/[\ue100-\ue106]/g, (char) => escapable[(char.codePointAt(0) ?? 0) - 0xe100] ?? char);
}
