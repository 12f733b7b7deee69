import { type DuckDb, identifier, literal } from '../engine/duckdb.js';
import type { Sample } from './sample.js';

/** The sample of a Parquet export: its column names as a header, and rows as the text that each value casts to. */
export async function parquetSample(db: DuckDb, path: string, sniffed: Sample): Promise<Sample> {
  const from = `read_parquet(${literal(path)})`;
  const described = await db.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${from}`);
  const names = described.map((column) => column.column_name);
  const cells = names.map((name) => `CAST(${identifier(name)} AS VARCHAR)`).join(', ');
  const rows = await db.rows<{ cells: { items: (string | null)[] } | (string | null)[] }>(
    `SELECT [${cells}] AS cells FROM ${from} LIMIT 1000`,
  );
  const texts = rows.map(({ cells: list }) =>
    (Array.isArray(list) ? list : list.items).map((cell) => cell ?? ''),
  );
  return { ...sniffed, rows: [names, ...texts], columns: names.length };
}
