import { statSync } from 'node:fs';
import { join } from 'node:path';
import { identifier, literal } from './duckdb.js';

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
