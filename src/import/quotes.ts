import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { decompressed } from './compression.js';
import type { Sample } from './sniff.js';

/** Marks a line whose quotes are broken; behind it stands the line's text in base64, so that it is one cell. */
export const brokenMark = 'simhound-quotes-broken:';

/**
 * Copies a text line by line and hides the lines whose quotes are broken behind `brokenMark`. An open quote would
 * otherwise swallow every line behind it. Only for exports whose cells hold no line breaks. Lines stay where they are.
 */
export async function hideBrokenQuotes(
  file: string,
  sample: Pick<Sample, 'compression' | 'delimiter'>,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  await pipeline(
    decompressed(file, sample.compression, signal),
    (chunks: AsyncIterable<Buffer>) => hidden(chunks, sample.delimiter),
    createWriteStream(target, { mode: 0o600 }),
    { signal },
  );
}

async function* hidden(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<string> {
  // Fatal would refuse a whole export for one byte; what cannot be decoded shows as U+FFFD.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held = '';
  const pass = (text: string): string => (text.includes('"') ? text.replace(/[^\n]*"[^\n]*/g, clean) : text);
  const clean = (line: string): string => (isBroken(line, delimiter) ? hide(line) : line);
  for await (const chunk of chunks) {
    const text = held + decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf('\n') + 1;
    held = text.slice(end);
    if (end > 0) yield pass(text.slice(0, end));
  }
  yield pass(held + decoder.decode());
}

/** The end of the line stays as it is: DuckDB takes one kind only. */
function hide(line: string): string {
  const [, text = '', end = ''] = /^(.*?)(\r?)$/.exec(line) ?? [];
  return brokenMark + Buffer.from(text).toString('base64') + end;
}

/** Whether a quote that opens a cell is not closed, or something stands between the closing one and the delimiter. */
function isBroken(line: string, delimiter: string): boolean {
  let at = 0;
  while (at < line.length) {
    if (line[at] !== '"') {
      const next = line.indexOf(delimiter, at);
      if (next < 0) return false;
      at = next + 1;
      continue;
    }
    let close = line.indexOf('"', at + 1);
    while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
    if (close < 0) return true;
    const after = line[close + 1];
    if (after !== undefined && after !== delimiter && after !== '\r') return true;
    at = close + 2;
  }
  return false;
}
