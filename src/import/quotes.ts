import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Compression, decompressed } from './compression.js';

/** Marks a line whose quotes are broken; behind it stands the line's text in base64, so that it is one cell. */
export const brokenMark = 'simhound-quotes-broken:';

/**
 * Copies a text line by line and hides the lines whose quotes are broken behind `brokenMark`. An open quote would
 * otherwise swallow every line behind it. Only for exports whose cells hold no line breaks. Lines stay where they are.
 */
export async function hideBrokenQuotes(
  file: string,
  { compression, delimiter }: { compression: Compression; delimiter: string },
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  await pipeline(
    decompressed(file, compression, signal),
    decoded,
    (texts: AsyncIterable<string>) => hidden(texts, '\n', (line) => isBroken(line, delimiter)),
    createWriteStream(target, { mode: 0o600 }),
    { signal },
  );
}

/** The same for a text on its way into repair, which itself copes with all but a quote without its twin. */
export function hideOddQuotes(texts: AsyncIterable<string>, lineEnd: '\n' | '\r'): AsyncGenerator<string> {
  return hidden(texts, lineEnd, (line) => line.split('"').length % 2 === 0);
}

/** What cannot be decoded shows as U+FFFD: one byte must not cost an export. The byte order mark stays. */
async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* hidden(
  texts: AsyncIterable<string>,
  lineEnd: '\n' | '\r',
  isHidden: (line: string) => boolean,
): AsyncGenerator<string> {
  const quotedLine = lineEnd === '\n' ? /[^\n]*"[^\n]*/g : /[^\r\n]*"[^\r\n]*/g;
  const pass = (text: string): string =>
    text.includes('"') ? text.replace(quotedLine, (line) => (isHidden(line) ? hide(line) : line)) : text;
  let held = '';
  for await (const next of texts) {
    const text = held + next;
    const end = text.lastIndexOf(lineEnd) + 1;
    held = text.slice(end);
    if (end > 0) yield pass(text.slice(0, end));
  }
  yield pass(held);
}

/** The end of the line stays as it is: DuckDB takes one kind only. */
function hide(line: string): string {
  const text = line.replace(/\r$/, '');
  return `${brokenMark}${Buffer.from(text).toString('base64')}${line.slice(text.length)}`;
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
