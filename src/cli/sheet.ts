import { plain } from './plain.js';
import { type Canvas, drawTable } from './table.js';

/**
 * An object as people read it: a line for each plain value, a list for texts, a table for objects of one kind, and
 * a block for a text of several lines. Names lose their underscores; what holds nothing is left out.
 */
export function sheetText(sheet: object, canvas: Canvas): string {
  const entries = Object.entries(sheet).filter(([, value]) => !isEmpty(value));
  const lines = entries
    .filter(([, value]) => isPlain(value))
    .map(([name, value]) => [titleOf(name), cellOf(value)]);
  const width = Math.max(0, ...lines.map(([title = '']) => title.length));
  const head = lines.map(([title = '', value]) => `${title.padEnd(width)}  ${value}\n`).join('');
  const blocks = entries
    .filter(([, value]) => !isPlain(value))
    .map(([name, value]) => blockOf(name, value, canvas));
  return [head, ...blocks].filter((block) => block !== '').join('\n');
}

function blockOf(name: string, value: unknown, canvas: Canvas): string {
  const title = canvas.colors.bold(titleOf(name));
  if (typeof value === 'string') return `${title}\n${indented(value.trimEnd().split('\n'))}`;
  if (Array.isArray(value) && value.every(isGroup)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    const rows = value.map((row) => columns.map((column) => cellOf(row[column])));
    return `${title}\n${drawTable(columns, rows, canvas)}`;
  }
  if (Array.isArray(value)) return `${title}\n${indented(value.map((item) => `- ${cellOf(item)}`))}`;
  return `${title}\n${indented(
    sheetText(isGroup(value) ? value : {}, canvas)
      .trimEnd()
      .split('\n'),
  )}`;
}

function indented(lines: string[]): string {
  return lines.map((line) => `  ${plain(line)}\n`).join('');
}

function titleOf(name: string): string {
  return plain(name.replaceAll('_', ' '));
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '');
  if (Array.isArray(value)) return value.map(cellOf).join(', ');
  return plain(isGroup(value) ? JSON.stringify(value) : String(value));
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  if (Array.isArray(value)) return value.every((item) => !isGroup(item)) && cellOf(value).length < 60;
  return !isGroup(value);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isGroup(value) && Object.keys(value).length === 0;
}
