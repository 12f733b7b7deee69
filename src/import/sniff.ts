import { open } from 'node:fs/promises';
import { messageOf, SimhoundError } from '../errors.js';
import { type Compression, compressionOf, decompressed } from './compression.js';
import { encodingOf } from './encoding.js';
import type { Sample } from './sample.js';
import { tableOf } from './table.js';

const sampleBytes = 1 << 18;

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
