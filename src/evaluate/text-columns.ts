/** A cell of a table for people. */
export type Cell = string | number;

/** Columns side by side: the first to the left, the others, being numbers, to the right. */
export function textColumns(rows: Cell[][]): string {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => String(row[c] ?? '').length)));
  const cell = (value: Cell, c: number) => {
    const text = String(value);
    return c === 0 ? text.padEnd(widths[c] ?? 0) : text.padStart(widths[c] ?? 0);
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** A share with three digits, `-` where there is none. */
export function shareText(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
