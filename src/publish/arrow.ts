import { open } from 'node:fs/promises';
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchReader,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import { identifier } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import type { PublishedQuery } from './query.js';

/** Rows of one record batch; a batch is what a reader takes at once. */
const batchRows = 65_536;

/** How a column travels: its Arrow type and the SQL that makes plain numbers or texts of it. */
interface Passage {
  type: DataType;
  sql: (column: string) => string;
}

/**
 * Writes the answer as an Arrow IPC file. Whole numbers up to BIGINT, DOUBLE, BOOLEAN, DATE and TIMESTAMP (µs, UTC)
 * keep their types; DECIMAL and HUGEINT become Float64, as in Parquet; anything else is text. The schema is fixed
 * before the first row, and the rows are counted again from the file: the writer drops batches whose schemas differ
 * without a word.
 * @returns the rows written.
 */
export async function writeArrow(query: PublishedQuery, target: string): Promise<number> {
  const passages = query.columns.map(({ type }) => passageOf(type));
  const fields = query.columns.map(({ name }, i) => new Field(name, passages[i]?.type ?? new Utf8(), true));
  const schema = new Schema(fields);
  const select = query.columns.map(({ name }, i) => passages[i]?.sql(identifier(name)) ?? identifier(name));
  const sql = `SELECT ${select.join(', ')} FROM (\n${query.sql}\n)`;

  const writer = new RecordBatchFileWriter();
  const file = await open(target, 'wx', 0o600);
  let written = 0;
  try {
    const draining = (async () => {
      for await (const bytes of writer) await file.write(bytes);
    })();
    // Waited for below; until then a full disk must not count as nobody's error.
    draining.catch(() => {});
    // An empty batch first: it carries the schema of an answer without rows.
    writer.write(batchOf(schema, []));
    for await (const rows of batches(query, sql)) {
      writer.write(batchOf(schema, rows));
      written += rows.length;
    }
    writer.finish();
    await draining;
  } catch (thrown) {
    writer.abort(thrown);
    throw thrown;
  } finally {
    await file.close();
  }
  await requireRows(target, written);
  return written;
}

function passageOf(type: string): Passage {
  if (/^U?(TINYINT|SMALLINT)$|^INTEGER$/.test(type))
    return { type: new Int32(), sql: (c) => `CAST(${c} AS INTEGER)` };
  if (/^(BIGINT|UINTEGER)$/.test(type)) return { type: new Int64(), sql: (c) => `CAST(${c} AS BIGINT)` };
  if (/^(DOUBLE|FLOAT|DECIMAL\([\d,]+\)|U?HUGEINT|UBIGINT)$/.test(type)) {
    return { type: new Float64(), sql: (c) => `CAST(${c} AS DOUBLE)` };
  }
  if (type === 'BOOLEAN') return { type: new Bool(), sql: (c) => c };
  if (type === 'DATE')
    return { type: new DateDay(), sql: (c) => `CAST(${c} - DATE '1970-01-01' AS INTEGER)` };
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type)) {
    return { type: new TimestampMicrosecond(), sql: (c) => `epoch_us(CAST(${c} AS TIMESTAMP))` };
  }
  return { type: new Utf8(), sql: (c) => `CAST(${c} AS VARCHAR)` };
}

async function* batches(query: PublishedQuery, sql: string): AsyncGenerator<unknown[][]> {
  let rows: unknown[][] = [];
  for await (const chunk of query.db.chunks(sql)) {
    rows.push(...chunk);
    if (rows.length < batchRows) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

function batchOf(schema: Schema, rows: unknown[][]): RecordBatch {
  const children = schema.fields.map((field, i) =>
    columnOf(
      field.type,
      rows.map((row) => row[i] ?? null),
    ),
  );
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows.length, nullCount: 0, children }));
}

/** Typed arrays with a bitmap of the values that are there: what the writer takes without guessing. */
function columnOf(type: DataType, values: unknown[]): Data {
  const present = bitmap(values.map((value) => value !== null));
  const facts = { length: values.length, nullCount: values.filter((value) => value === null).length };
  const base = { ...facts, nullBitmap: present };
  if (type instanceof Utf8) {
    const texts = values.map((value) => Buffer.from(value === null ? '' : String(value)));
    const valueOffsets = new Int32Array(values.length + 1);
    texts.forEach((text, i) => {
      valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + text.length;
    });
    return makeData({ type, ...base, valueOffsets, data: new Uint8Array(Buffer.concat(texts)) });
  }
  if (type instanceof Bool)
    return makeData({ type, ...base, data: bitmap(values.map((value) => value === true)) });
  const wide = () => BigInt64Array.from(values, (value) => (typeof value === 'bigint' ? value : 0n));
  if (type instanceof Int64) return makeData({ type, ...base, data: wide() });
  if (type instanceof TimestampMicrosecond) return makeData({ type, ...base, data: wide() });
  const numbers = values.map((value) => Number(value ?? 0));
  if (type instanceof Float64) return makeData({ type, ...base, data: Float64Array.from(numbers) });
  if (type instanceof DateDay) return makeData({ type, ...base, data: Int32Array.from(numbers) });
  return makeData({ type: new Int32(), ...base, data: Int32Array.from(numbers) });
}

/** One bit a value, the lowest first. */
function bitmap(bits: boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    if (bit) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bytes;
}

async function requireRows(target: string, written: number): Promise<void> {
  const file = await open(target, 'r');
  try {
    let found = 0;
    for await (const batch of await RecordBatchReader.from(file)) found += batch.numRows;
    if (found === written) return;
    throw new SimhoundError('INTERNAL', {
      what: `The Arrow file holds ${found} rows where ${written} were written.`,
      todo: 'Use --parquet instead and report this.',
    });
  } finally {
    await file.close();
  }
}
