import { identifier, literal } from '../engine/duckdb.js';
import type { Layout } from './layout.js';
import { nothing } from './nothing.js';
import type { Sample } from './sample.js';

/** How DuckDB reads one export: the file, after repair if it needed any, and how it is cut into columns. */
export interface Source {
  file: string;
  layout: Layout;
  sample: Sample;
  /** True when the file was rewritten as plain CSV because DuckDB's reader cannot take it as it is. */
  isRepaired: boolean;
  /** sha256 of the profile, so that the ledger says how an export was read. */
  profileHash: string;
}

/**
 * What becomes of rows that cannot be cut into columns: the reading fails, they are collected in the temporary table
 * `rejects`, or they are left out.
 */
export type BadRows = 'fail' | 'collect' | 'leave_out';

/**
 * The table function that reads an export as VARCHAR columns `c0`, `c1`, …
 * @param words for nothing that are read as NULL; `recordSelect` knows them all, other readers do not.
 */
export function readSource(source: Source, badRows: BadRows, words = nothing): string {
  const { sample, layout, isRepaired } = source;
  if (sample.format === 'parquet') {
    const columns = layout.names.map(
      (name, i) => `NULLIF(CAST(${identifier(name)} AS VARCHAR), '') AS c${i}`,
    );
    return `(SELECT ${columns.join(', ')} FROM read_parquet(${literal(source.file)}))`;
  }
  const options = [
    'auto_detect = false',
    `delim = ${literal(isRepaired ? ',' : sample.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `new_line = ${literal(sample.lineEnd === '\r\n' && !isRepaired ? '\\r\\n' : '\\n')}`,
    `skip = ${(isRepaired ? 0 : sample.skip) + (layout.hasHeader ? 1 : 0)}`,
    'header = false',
    `nullstr = [${words.map(literal).join(', ')}]`,
    // A row that a hostile or broken export makes endless is refused, not held in memory.
    'max_line_size = 4194304',
    // By default it is sixteen such lines: pieces that the processor's caches do not hold, in memory that is new each time.
    'buffer_size = 8388608',
    `columns = {${layout.names.map((_, i) => `c${i}: 'VARCHAR'`).join(', ')}}`,
    ...(sample.compression === 'none' || isRepaired ? [] : [`compression = ${literal(sample.compression)}`]),
    ...(badRows === 'collect'
      ? [
          'store_rejects = true',
          "rejects_table = 'rejects'",
          "rejects_scan = 'reject_scans'",
          'rejects_limit = 0',
        ]
      : []),
    ...(badRows === 'leave_out' ? ['ignore_errors = true'] : []),
  ];
  return `read_csv(${literal(source.file)}, ${options.join(', ')})`;
}

/** Lines of the export before its first row: those that are no part of the table, and the header. */
export function linesBefore({ layout, sample }: Source): number {
  return sample.format === 'parquet' ? 0 : sample.skip + (layout.hasHeader ? 1 : 0);
}
