import { open } from 'node:fs/promises';
import { type CsvError, parse } from 'csv-parse/sync';
import { messageOf, SimhoundError } from '../errors.js';
import { type Compression, compressionOf, decompressed } from './compression.js';
import { cellOf, type Dialect, parserOptions, protect, type Repairable } from './repair.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** What the first 256 KiB of an export show. */
export interface Sample extends Repairable {
  format: 'csv' | 'parquet';
  /** By magic bytes, not by name. */
  compression: Compression;
  encoding: Encoding;
  bom: boolean;
  /** What most rows end with. */
  lineEnd: '\n' | '\r\n' | '\r';
  /** One of `,` `;` `|` and tab. */
  delimiter: string;
  /** Empty when the sample shows no quoting at all. */
  quote: '"' | "'" | '';
  /** Physical lines before the first row of the table. */
  skip: number;
  /** Up to 1000 rows from there on, cells untouched but unquoted; the first may be a header. */
  rows: string[][];
  /** The most common number of cells. */
  columns: number;
  /** Rows of the sample with another number of cells. */
  raggedRows: number;
  /** Quoted cells hold line breaks: DuckDB then refuses `null_padding` unless `parallel = false`. */
  multiline: boolean;
  /** Why DuckDB's reader would misread or refuse the file as it is, as sentences; empty when it would not. */
  misread: string[];
  /** Sentences for `inspect`, those of `misread` among them. */
  problems: string[];
}

const sampleBytes = 1 << 18;
const sampleRows = 1000;
/** Every dialect is tried on no more characters than this. */
const dialectChars = 1 << 16;

/** First bytes of files that are delivered by mistake, with what to call them. */
const containers: [Buffer, string][] = [
  [Buffer.from('PK\x03\x04'), 'a ZIP archive or an Excel workbook'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'an old Excel workbook'],
  [Buffer.from('%PDF'), 'a PDF document'],
  [Buffer.from('BZh'), 'compressed with bzip2'],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), 'compressed with xz'],
];

/**
 * Finds out how an export is written, from its first 256 KiB of decompressed data.
 * @throws SimhoundError INPUT_UNREADABLE when it is missing, unreadable, empty or not text.
 */
export async function sniffExport(file: string): Promise<Sample> {
  const start = await firstBytes(file);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return parquetSample();
  const compression = compressionOf(start);
  const { bytes, isCut } = await sampleOf(file, compression);
  const found = containers.find(([magic]) => bytes.subarray(0, magic.length).equals(magic));
  if (found) throw refused(file, `is ${found[1]}`);
  const text = encodingOf(bytes);
  if (text === undefined) throw refused(file, 'holds binary data, not text');
  if (compression === 'zstd' && text.encoding.startsWith('utf-16')) {
    throw refused(
      file,
      'is UTF-16 text compressed with zstd, which cannot be decoded',
      'Decompress it first.',
    );
  }
  const decoded = new TextDecoder(text.encoding).decode(bytes, { stream: isCut });
  if (decoded.trim() === '') throw refused(file, 'is empty');
  return { format: 'csv', compression, ...text, ...tableOf(decoded, isCut, text.encoding) };
}

/** Whether DuckDB's reader would misread the export as it is, so that `repairExport` must write it anew first. */
export function needsRepair(sample: Sample): boolean {
  return sample.misread.length > 0;
}

type Table = Omit<Sample, 'format' | 'compression' | 'encoding' | 'bom'>;
type Shape = Omit<Table, 'misread' | 'problems'>;

function tableOf(decoded: string, isCut: boolean, encoding: Encoding): Table {
  const text = isCut ? decoded.slice(0, lastLineEnd(decoded)) : decoded;
  const dialect = dialectOf(text);
  const reading = read(text, dialect, sampleRows);
  const { columns } = commonCount(reading.rows);
  const { index, skip, head } = beginning(text, reading, columns, dialect.loneCr);
  const rows = reading.rows.slice(index);
  const [lineEnd = '\n', ...others] = lineEndsOf(text, dialect);
  const table: Shape = {
    ...dialect,
    quote: reading.quotedCells > 0 ? dialect.quote : '',
    lineEnd,
    skip,
    rows,
    columns,
    raggedRows: rows.filter((row) => row.length !== columns).length,
    // An open quote joins lines too, but to rows of another length, or with quoted cells of the next line inside.
    multiline: rows.some((row) => row.length === columns && row.some((cell) => spansLines(cell, dialect))),
  };
  const misread = misreadings(table, encoding, reading, head, 1 + others.length);
  return { ...table, misread, problems: [...misread, ...oddities(table, reading.unclosed && !isCut)] };
}

/**
 * What DuckDB 1.5.6 was seen to misread or refuse, with the dialect given, `new_line` set and strict mode on or off:
 * on, it refuses line ends of another kind and inner quotes; off, it drops a character behind a lone CR.
 */
function misreadings(
  table: Shape,
  encoding: Encoding,
  reading: Reading,
  head: string,
  lineEnds: number,
): string[] {
  const found: string[] = [];
  if (encoding !== 'utf-8') found.push(`The text is not UTF-8; it is read as ${encoding}.`);
  if (table.lineEnd === '\r') found.push('Rows end with CR alone.');
  else if (lineEnds > 1) found.push('Rows end in different ways.');
  if (!table.loneCr && reading.rows.some((row) => row.some((cell) => cell.includes('\r')))) {
    found.push('Cells hold CR characters, which DuckDB may take for line ends.');
  }
  if (table.quote === "'") found.push('Cells are wrapped in apostrophes.');
  if (table.backslash) found.push('Backslashes protect delimiters or quotes.');
  if (table.unescaped) found.push('Quotes inside quoted cells are not doubled.');
  // `skip` counts physical lines, but a quote that stays open hides the line ends behind it.
  const isOpen = head.split(/\r\n|\n|\r/).some((line) => line.split('"').length % 2 === 0);
  if (isOpen) found.push('The lines before the table hold an open quote.');
  return found;
}

function spansLines(cell: string, { delimiter, quote }: Dialect): boolean {
  return /[\r\n]/.test(cell) && (quote === '' || !cell.includes(delimiter + quote));
}

function oddities(table: Shape, isUnclosed: boolean): string[] {
  const { rows, columns, raggedRows, skip } = table;
  const found: string[] = [];
  if (columns < 2) found.push('No delimiter was found: every row has one column.');
  if (skip > 0) found.push(`The table begins behind ${skip} other ${skip === 1 ? 'line' : 'lines'}.`);
  if (raggedRows > 0) {
    found.push(`${raggedRows} of the first ${rows.length} rows have more or fewer than ${columns} cells.`);
  }
  const isTrailed = (row: string[]) => row.length < columns || row[columns - 1] === '';
  if (columns > 1 && rows.length > 1 && rows.every(isTrailed)) {
    found.push('The last column is empty in every row: rows end with a delimiter.');
  }
  if (table.padded) found.push('Blanks stand between delimiters and quotes.');
  if (table.multiline) found.push('Quoted cells hold line breaks.');
  if (isUnclosed) found.push('A quote is opened and never closed.');
  return found;
}

/** What rows end with, the most common first. Line ends inside quoted cells do not count: they may be others. */
function lineEndsOf(text: string, { quote, loneCr }: Dialect): ('\n' | '\r\n' | '\r')[] {
  const plain = quote === '' ? text : text.replace(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const [end] of plain.matchAll(/\r\n|\n|\r/g)) counts[end as keyof typeof counts] += 1;
  if (!loneCr) counts['\r'] = 0;
  return (['\n', '\r\n', '\r'] as const)
    .filter((end) => counts[end] > 0)
    .sort((a, b) => counts[b] - counts[a]);
}

function lastLineEnd(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1 || text.length;
}

function parquetSample(): Sample {
  return {
    format: 'parquet',
    compression: 'none',
    encoding: 'utf-8',
    bom: false,
    lineEnd: '\n',
    delimiter: ',',
    quote: '',
    backslash: false,
    loneCr: false,
    padded: false,
    unescaped: false,
    skip: 0,
    rows: [],
    columns: 0,
    raggedRows: 0,
    multiline: false,
    misread: [],
    problems: [],
  };
}

async function firstBytes(file: string): Promise<Buffer> {
  let start: Buffer;
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
      start = buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw new SimhoundError('INPUT_UNREADABLE', {
      what: `${file} cannot be read: ${messageOf(thrown)}.`,
      todo: 'Check the path and its permissions.',
      cause: thrown,
    });
  }
  if (start.length === 0) throw refused(file, 'is empty');
  return start;
}

async function sampleOf(file: string, compression: Compression): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decompressed(file, compression)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > sampleBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, sampleBytes), isCut: size > sampleBytes };
}

function refused(file: string, why: string, todo?: string): SimhoundError {
  return new SimhoundError('INPUT_UNREADABLE', {
    what: `${file} ${why}.`,
    todo: todo ?? 'Give a delimited text file, plain or compressed with gzip or zstd, or a Parquet file.',
  });
}

/** What a dialect makes of a text. */
interface Reading {
  rows: string[][];
  /** Where each row ends, in bytes of UTF-8 from the text's start. */
  ends: number[];
  quotedCells: number;
  /** A quote was opened and never closed, as far as the text goes. */
  unclosed: boolean;
}

/** Reads up to `limit` rows; never fails, however broken the text. */
function read(text: string, dialect: Dialect, limit: number): Reading {
  const reading: Reading = {
    rows: [],
    ends: [],
    quotedCells: 0,
    unclosed: false,
  };
  try {
    parse(dialect.backslash ? protect(text) : text, {
      ...parserOptions(dialect),
      to: limit,
      cast: (cell, context) => {
        if (!context.quoting) return cell;
        reading.quotedCells += 1;
        return cell;
      },
      on_record: (row: string[], context) => {
        reading.rows.push(row.map((cell) => cellOf(dialect, cell)));
        reading.ends.push(context.bytes);
        return null;
      },
    });
  } catch {
    reading.unclosed = true;
  }
  return reading;
}

/** Whether quoted cells hold quotes that are not doubled: a strict reading refuses them. */
function hasUnescapedQuotes(text: string, dialect: Dialect): boolean {
  let found = false;
  try {
    parse(dialect.backslash ? protect(text) : text, {
      ...parserOptions(dialect),
      to: sampleRows,
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

/** The number of cells that most rows have; rows of one cell count only where there are no others. */
function commonCount(rows: string[][]): { columns: number; alike: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  if (counts.size > 1) counts.delete(1);
  const [best = [1, 0]] = [...counts].sort(([a, n], [b, m]) => m - n || b - a);
  return { columns: best[0], alike: best[1] };
}

/** The dialect under which the text's first rows are most alike. */
function dialectOf(text: string): Dialect {
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
  const { rows, ends, quotedCells, unclosed } = read(text, dialect, 300);
  const { columns, alike } = commonCount(rows);
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

/** Where a table begins: at which row of a reading, behind how many physical lines, behind which text. */
interface Beginning {
  index: number;
  skip: number;
  head: string;
}

/**
 * Tells the lines before a table from its first rows. The table begins with the first row of the common number of
 * cells, or with rows before it that differ in that number only: a header without the trailing delimiter, or a
 * record that leaves its last cells out.
 */
function beginning(text: string, { rows, ends }: Reading, columns: number, loneCr: boolean): Beginning {
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

/**
 * The encoding of a file's first bytes, or undefined when they are not text. UTF-8 is known by its grammar, UTF-16 by
 * its mark or its zero bytes, and what is left is told apart by where Chinese text has its bytes.
 */
function encodingOf(bytes: Buffer): { encoding: Encoding; bom: boolean } | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return { encoding: 'utf-8', bom: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  const wide = wideEncoding(bytes);
  if (wide) return { encoding: wide, bom: false };
  if (isBinary(bytes)) return undefined;
  if (isUtf8(bytes)) return { encoding: 'utf-8', bom: false };
  return { encoding: isChinese(bytes) ? 'gb18030' : 'windows-1252', bom: false };
}

/** UTF-16 without its mark: of mostly Latin text every other byte is zero. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0];
  for (const [i, byte] of bytes.entries()) {
    if (byte === 0 && i % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  }
  const half = bytes.length / 2;
  if (bytes.length < 4 || Math.max(even, odd) < half * 0.4 || Math.min(even, odd) > half * 0.02)
    return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Control bytes that no text holds: about one byte in ten of compressed or executable data, hardly any of text. */
function isBinary(bytes: Buffer): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if ((byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) || byte === 0x7f) controls += 1;
  }
  return controls > bytes.length * 0.03;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    // As a stream, because the sample may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * GBK pairs up every byte above 0x7f, and everyday Chinese has both bytes of a pair above 0xa0 (GB 2312). An accent of
 * windows-1252 stands alone between ASCII letters, so it pairs up with a letter or with nothing.
 */
function isChinese(bytes: Buffer): boolean {
  let [everyday, other] = [0, 0];
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1];
    if (trail === undefined) break;
    const isDigit = trail >= 0x30 && trail <= 0x39;
    if (lead === 0x80 || lead === 0xff || trail === 0xff || trail === 0x7f) return false;
    if (trail < 0x40 && !isDigit) return false;
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7))) everyday += 1;
    else other += 1;
    i += isDigit ? 3 : 1;
  }
  return everyday > 0 && everyday >= other * 2;
}
