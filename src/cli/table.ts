import Table from 'cli-table3';
import type { Colors } from './io.js';
import { plain, shorten } from './plain.js';

/** How a table is drawn: colours and width of where it goes. */
export interface Canvas {
  colors: Colors;
  width: number;
}

const bare = {
  ...{
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  },
  ...{
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
};

/**
 * Draws a table without lines, numbers to the right. Cells are made safe for a terminal; where the table is wider
 * than the canvas its last column is cut.
 */
export function drawTable(head: string[], rows: (string | number | null)[][], canvas: Canvas): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : plain(String(cell)))));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  // Less than this says nothing: then the terminal may wrap.
  const room = Math.max(20, canvas.width - others - 1);
  const numeric = head.map(
    (_, i) => rows.length > 0 && rows.every((row) => row[i] === null || typeof row[i] === 'number'),
  );
  const table = new Table({
    head: head.map((name) => canvas.colors.bold(name)),
    chars: bare,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: numeric.map((is) => (is ? 'right' : 'left')),
  });
  for (const row of cells)
    table.push(row.map((cell, i) => (i === head.length - 1 ? shorten(cell, room) : cell)));
  return `${table.toString().replace(/[ \t]+$/gm, '')}\n`;
}

/** One JSON value for programs, indented as a person may look at it too; whole numbers beyond 2^53 are texts. */
export function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? exact(inner) : inner), 2)}\n`;
}

function exact(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}
