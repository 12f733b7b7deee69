import { statSync } from 'node:fs';
import { join } from 'node:path';
import { identifier, literal } from './duckdb.js';

/**
 * How tables are written. Not compressed beyond Parquet's own encodings: every model reads files that were written minutes
 * ago, and unpacking zstd took a seventh of a night's processor time where it saved two bytes of five (ADR 0001). Bloom
 * filters would help to find single lines, but no model looks for one, and a busy line is in every row group: they cost a
 * tenth of the writing. Most columns hold ids, which differ from row to row, or a few words or small numbers: DuckDB would
 * gather up to 24,000 ids for a dictionary before it gives up, an eighth to a quarter of the writing. The cells of an hour
 * and its seconds are fewer than 4,000 and have theirs.
 */
export const tableFormat =
  'FORMAT parquet, COMPRESSION uncompressed, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 4000';

/**
 * How records are written. Half of DuckDB's usual row group: fewer rows in memory are faster, and less is written anew where
 * a file holds a repeat.
 */
export const recordFormat = `${tableFormat}, ROW_GROUP_SIZE 61440`;

/**
 * The query that reads exactly these Parquet files (absolute paths); a folder stands for all files in it.
 * @param partitioned whether `day` stands in their folders' names.
 * @param emptyColumns names and SQL types of the columns of a table that has no file.
 */
export function selectParquet(
  paths: string[],
  partitioned: boolean,
  emptyColumns: Record<string, string>,
): string {
  if (paths.length === 0) {
    const columns = Object.entries(emptyColumns).map(
      ([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`,
    );
    return `SELECT ${columns.join(', ')} WHERE false`;
  }
  const hive = partitioned
    ? ", hive_partitioning = true, hive_types = {'day': DATE}"
    : ', hive_partitioning = false';
  return `SELECT * FROM read_parquet([${paths.map(globOf).map(literal).join(', ')}]${hive})`;
}

function globOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, '*') : path;
}
