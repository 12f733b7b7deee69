import type { Trial } from './trial.js';

/** Where a table begins: at which row of a reading, behind how many physical lines, behind which text. */
export interface Beginning {
  index: number;
  skip: number;
  head: string;
}

/**
 * Tells the lines before a table from its first rows. The table begins with the first row of the common number of
 * cells, or with rows before it that differ in that number only: a header without the trailing delimiter, or a
 * record that leaves its last cells out.
 */
export function beginning(text: string, { rows, ends }: Trial, columns: number, loneCr: boolean): Beginning {
  const full = Math.max(
    0,
    rows.findIndex((row) => row.length === columns),
  );
  let index = full;
  while (index > 0 && belongs(rows[index - 1] ?? [], rows[full] ?? [], columns)) index -= 1;
  const before = index === 0 ? 0 : (ends[index - 1] ?? 0);
  const breaks = loneCr ? '\r\n|\n|\r' : '\r\n|\n';
  const bytes = Buffer.from(text);
  const blank = new RegExp(`^(?:${breaks})*`).exec(bytes.subarray(before).toString())?.[0] ?? '';
  const head = bytes.subarray(0, before).toString() + blank;
  return { index, skip: head.match(new RegExp(breaks, 'g'))?.length ?? 0, head };
}

function belongs(row: string[], model: string[], columns: number): boolean {
  if (row.length <= columns / 2 || row.length < 2) return false;
  if (isHeader(row)) return !isHeader(model);
  const alike = row.filter((cell, i) => kindOf(cell) === kindOf(model[i] ?? '')).length;
  return alike * 3 >= row.length * 2;
}

/** Names, each its own, none of them a number. */
function isHeader(row: string[]): boolean {
  const names = row.filter((cell) => cell.trim() !== '');
  return (
    names.length > 1 && new Set(names).size === names.length && names.every((cell) => !/^\W*\d/.test(cell))
  );
}

function kindOf(cell: string): string {
  if (cell.trim() === '') return 'empty';
  return /^[\d\s:/.+-]+$/.test(cell) ? 'number' : 'text';
}
