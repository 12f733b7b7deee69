import { type CastingContext, parse } from 'csv-parse/sync';
import { cellOf, type Dialect, parserOptions, protect } from './dialect.js';

/** What a dialect makes of a text. */
export interface Trial {
  rows: string[][];
  /** Where each row ends, in bytes of UTF-8 from the text's start. */
  ends: number[];
  quotedCells: number;
  /** A quote was opened and never closed, as far as the text goes. */
  unclosed: boolean;
}

/** Reads up to `limit` rows; never fails, however broken the text. */
export function tryDialect(text: string, dialect: Dialect, limit: number): Trial {
  const trial: Trial = {
    rows: [],
    ends: [],
    quotedCells: 0,
    unclosed: false,
  };
  try {
    parse(dialect.backslash ? protect(text) : text, {
      ...parserOptions(dialect),
      to: limit,
      // Asked of every cell, which takes most of the time, and only quotes can tell anything.
      ...(dialect.quote !== '' && {
        cast: (cell: string, context: CastingContext) => {
          if (context.quoting) trial.quotedCells += 1;
          return cell;
        },
      }),
      on_record: (row: string[], context) => {
        trial.rows.push(row.map((cell) => cellOf(dialect, cell)));
        trial.ends.push(context.bytes);
        return null;
      },
    });
  } catch {
    trial.unclosed = true;
  }
  return trial;
}

/** The number of cells that most rows have; rows of one cell count only where there are no others. */
export function commonCount(rows: string[][]): { columns: number; alike: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  if (counts.size > 1) counts.delete(1);
  const [best = [1, 0]] = [...counts].sort(([a, n], [b, m]) => m - n || b - a);
  return { columns: best[0], alike: best[1] };
}

/** Where the last whole line of a text ends; its end where it has none. */
export function lastLineEnd(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1 || text.length;
}
