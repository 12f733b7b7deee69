import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DuckDb, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** The compression that a file's first bytes declare (RFC 1952, RFC 8878), whatever its name says. */
export function compressionOf(start: Buffer): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  // A skippable frame (0x184D2A50 to 5F), as pzstd writes one, may stand before the data.
  const magic = start.length >= 4 ? start.readUInt32LE(0) : 0;
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) === 0x184d2a50 ? 'zstd' : 'none';
}

/**
 * The decompressed bytes of a text file, as they come. Node 20 knows no zstd, so DuckDB's reader hands its lines over:
 * each then ends with \n, whatever it ended with before.
 * @throws SimhoundError INPUT_UNREADABLE when the file cannot be read or its compression is damaged.
 */
export async function* decompressed(
  file: string,
  compression: Compression,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  if (compression === 'zstd') {
    yield* zstdLines(file, signal);
    return;
  }
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  let stream: Readable = source;
  if (compression === 'gzip') {
    const gunzip = createGunzip({ chunkSize: 1 << 17 });
    source.on('error', (error) => gunzip.destroy(error));
    stream = source.pipe(gunzip);
  }
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      yield chunk as Buffer;
    }
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw unreadable(file, messageOf(thrown), thrown);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** DuckDB decodes UTF-8 and the printable half of Latin-1, whose bytes can be had back; nothing else. */
async function* zstdLines(file: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const db = await DuckDb.open({ threads: 1 });
  try {
    await db.run('SET preserve_insertion_order = true');
    const encoding = (await isReadable(db, file, 'utf-8')) ? 'utf-8' : 'latin-1';
    if (encoding === 'latin-1' && !(await isReadable(db, file, encoding))) {
      throw unreadable(file, 'it is not zstd-compressed text in UTF-8');
    }
    for await (const rows of db.chunks(linesSql(file, encoding))) {
      signal?.throwIfAborted();
      yield Buffer.from(
        rows.map(([line]) => `${line ?? ''}\n`).join(''),
        encoding === 'utf-8' ? 'utf8' : 'latin1',
      );
    }
  } catch (thrown) {
    if (signal?.aborted || thrown instanceof SimhoundError) throw thrown;
    // DuckDB's message quotes the line it stumbled on.
    throw unreadable(file, 'DuckDB cannot decompress or decode it');
  } finally {
    db.close();
  }
}

async function isReadable(db: DuckDb, file: string, encoding: string): Promise<boolean> {
  try {
    await db.rows(`SELECT count(line) AS lines FROM (${linesSql(file, encoding)} LIMIT 5000) AS start`);
    return true;
  } catch {
    return false;
  }
}

/** Every physical line as one cell: the delimiter is a control character that text does not hold. */
function linesSql(file: string, encoding: string): string {
  return `SELECT line FROM read_csv(${literal(file)}, auto_detect = false, columns = { line: 'VARCHAR' },
    delim = '\x01', quote = '', escape = '', header = false, strict_mode = false, parallel = false,
    compression = 'zstd', encoding = '${encoding}')`;
}

function unreadable(file: string, why: string, cause?: unknown): SimhoundError {
  return new SimhoundError('INPUT_UNREADABLE', {
    what: `${file} cannot be read: ${why}.`,
    todo: 'Check the file and its permissions; if it is compressed, decompress it first or have it delivered again.',
    cause,
  });
}
