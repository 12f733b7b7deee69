import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { messageOf, SimhoundError } from '../errors.js';
import { type Compression, decompressed } from './compression.js';
import { cellOf, type Dialect, parserOptions, protect } from './dialect.js';
import { hideOddQuotes } from './quotes.js';

/** What must be known of an export to write it anew; a `Sample` is one. */
export interface Repairable extends Dialect {
  compression: Compression;
  /** A name that TextDecoder knows. */
  encoding: string;
  /** Physical lines before the table. */
  skip: number;
  /** Quoted cells hold line breaks. */
  multiline?: boolean;
}

/** A record longer than this is an open quote: DuckDB's reader has the same limit (`max_line_size`). */
const longestRecord = 2_000_000;

/**
 * Writes an export anew as UTF-8 text with commas, double quotes and \n, without the lines before its table; ragged
 * rows stay ragged. Memory stays bounded, whatever the file's size. The target is for the owner only; none is left
 * behind by a repair that fails.
 * @throws SimhoundError INPUT_UNREADABLE for a quote that is never closed or a damaged file, INTERRUPTED when aborted.
 */
export async function repairExport(
  file: string,
  sample: Repairable,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  await rm(target, { force: true });
  try {
    await pipeline(
      decompressed(file, sample.compression, signal),
      (chunks: AsyncIterable<Buffer>) => tableText(chunks, sample),
      (texts: AsyncIterable<string>) =>
        sample.quote === '"' && sample.multiline === false && !sample.backslash
          ? hideOddQuotes(texts, sample.loneCr ? '\r' : '\n')
          : texts,
      parse({ ...parserOptions(sample), max_record_size: longestRecord }),
      (rows: AsyncIterable<string[]>) => cleanText(rows, sample),
      createWriteStream(target, { mode: 0o600 }),
      { signal },
    );
  } catch (thrown) {
    await rm(target, { force: true });
    throw signal?.aborted ? interrupted(file) : unreadable(file, thrown);
  }
}

/** The decoded text from the table's first line on. */
async function* tableText(chunks: AsyncIterable<Buffer>, sample: Repairable): AsyncGenerator<string> {
  const decoder = new TextDecoder(sample.encoding);
  const breaks = sample.loneCr ? /\r\n|\n|\r/g : /\n/g;
  let skip = sample.skip;
  let held = '';
  const pass = (decoded: string, isLast: boolean): string => {
    let text = held + decoded;
    // A CR may be half of a line end, a backslash half of an escape: what belongs to it comes with the next chunk.
    held = isLast ? '' : (/[\r\\]+$/.exec(text)?.[0] ?? '');
    text = text.slice(0, text.length - held.length);
    while (skip > 0) {
      breaks.lastIndex = 0;
      const end = breaks.exec(text);
      if (!end) return '';
      text = text.slice(end.index + end[0].length);
      skip -= 1;
    }
    return sample.backslash ? protect(text) : text;
  };
  for await (const chunk of chunks) {
    const text = pass(decoder.decode(chunk, { stream: true }), false);
    if (text !== '') yield text;
  }
  const text = pass(decoder.decode(), true);
  if (text !== '') yield text;
}

async function* cleanText(rows: AsyncIterable<string[]>, dialect: Dialect): AsyncGenerator<string> {
  let batch = '';
  for await (const row of rows) {
    const line = row.map((cell) => quoted(cellOf(dialect, cell))).join(',');
    // A blank line would be no row at all.
    batch += line === '' ? '""\n' : `${line}\n`;
    if (batch.length > 1 << 16) {
      yield batch;
      batch = '';
    }
  }
  yield batch;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function interrupted(file: string): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: `Interrupted while ${file} was being repaired.`,
    todo: 'Run it again: nothing was loaded from this export.',
  });
}

/** csv-parse's errors carry the record they stumbled on: only their line is passed on. */
function unreadable(file: string, thrown: unknown): SimhoundError {
  if (thrown instanceof SimhoundError) return thrown;
  if (!(thrown instanceof CsvError)) {
    return new SimhoundError('INPUT_UNREADABLE', {
      what: `${file} cannot be repaired: ${messageOf(thrown)}.`,
      todo: 'Check that the disk of the store has room.',
      cause: thrown,
    });
  }
  const line = typeof thrown.lines === 'number' ? ` before line ${thrown.lines + 1}` : '';
  return new SimhoundError('INPUT_UNREADABLE', {
    what: `${file} cannot be repaired: a quote that opens${line} is never closed.`,
    todo: 'Correct the export, or have it delivered again.',
  });
}
