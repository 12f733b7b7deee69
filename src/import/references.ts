import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferenceTable } from '../config.js';
import type { Context } from '../context.js';
import { type DuckDb, identifier, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';
import { lakeFiles } from '../store/lake.js';
import { type ReferenceName, referenceColumns } from '../store/records.js';
import type { Store } from '../store/store.js';
import { putIntoLake, writeAside } from '../store/whole-table.js';
import { lookNumbersUp, numberTable } from './number-table.js';
import { anonymousId, lineSql, nameIdSql, nameSql } from './numbers.js';

/** What became of a reference table. */
export interface ReferenceOutcome {
  table: ReferenceName;
  state: 'loaded' | 'unchanged' | 'removed' | 'not configured';
  rows: number;
}

/** Our tables by the configuration's keys, with the key column that a row must have, as the operator calls it. */
const tables = [
  { name: 'ref_lines', setting: 'lines', key: 'msisdn' },
  { name: 'ref_cells', setting: 'cells', key: 'id' },
  { name: 'ref_device_types', setting: 'device_types', key: 'tac' },
] as const;

/** Dates as people write them, besides ISO's. */
const dateFormats = ['%d/%m/%Y', '%Y%m%d', '%d-%m-%Y', '%d.%m.%Y', '%Y/%m/%d', '%d-%b-%Y'];

/**
 * Brings the operator's reference tables into the lake. A file that has not changed is not read again; a table that is
 * no longer configured goes.
 * @throws REFERENCE_INVALID naming the file and the column.
 */
export async function importReferences(ctx: Context): Promise<ReferenceOutcome[]> {
  const outcomes: ReferenceOutcome[] = [];
  for (const { name, setting, key } of tables) {
    const table = ctx.config.tables[setting];
    outcomes.push(table ? await importReference(ctx, name, key, table) : await remove(ctx.store, name));
  }
  for (const outcome of outcomes) ctx.log.info({ ...outcome }, 'reference table');
  return outcomes;
}

async function importReference(
  ctx: Context,
  name: ReferenceName,
  key: string,
  table: ReferenceTable,
): Promise<ReferenceOutcome> {
  const { store, config } = ctx;
  requireFile(table.file);
  const hash = createHash('sha256').update(readFileSync(table.file));
  const version = hash
    .update(JSON.stringify([table.columns, config.country]))
    .digest('hex')
    .slice(0, 32);
  const [old] = await lakeFiles(store, name);
  if (old?.version === version) return { table: name, state: 'unchanged', rows: old.rows };

  const select = await referenceSelect(store.db, name, key, table, config.country);
  const aside = await writeAside(store, name, select).catch((thrown: unknown) =>
    Promise.reject(invalid(table.file, messageOf(thrown).split('\n')[0] ?? '', thrown)),
  );
  await putIntoLake(store, aside, version);
  return { table: name, state: 'loaded', rows: aside.rows };
}

/** One row a key; where a key stands twice, the first row by all its columns is taken, whatever the file's order. */
async function referenceSelect(
  db: DuckDb,
  name: ReferenceName,
  key: string,
  table: ReferenceTable,
  country: string,
): Promise<string> {
  const isParquet = /\.parquet$/i.test(table.file);
  const from = isParquet
    ? `read_parquet(${literal(table.file)})`
    : `read_csv(${literal(table.file)}, header = true, all_varchar = true)`;
  const described = await db
    .rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${from}`)
    .catch((thrown: unknown) =>
      Promise.reject(invalid(table.file, messageOf(thrown).split('\n')[0] ?? '', thrown)),
    );
  const names = described.map((column) => column.column_name);
  const source = (column: string): string | undefined => {
    const wanted = table.columns[column] ?? column;
    const found = names.find((one) => one.toLowerCase() === wanted.toLowerCase());
    if (!found && (table.columns[column] !== undefined || column === key)) {
      throw invalid(table.file, `it has no column ${wanted} for ${column}`);
    }
    return found === undefined ? undefined : `NULLIF(trim(CAST(${identifier(found)} AS VARCHAR)), '')`;
  };
  const [first = '', ...others] = Object.keys(referenceColumns[name]);
  const keyText = source(key) ?? '';
  const values = others.map((column) => `${valueSql(name, column, source(column))} AS ${column}`);
  const keySql = name === 'ref_lines' ? await lineKey(db, from, keyText, country) : keyText;
  const typed = `SELECT ${name === 'ref_device_types' ? `TRY_CAST(${keySql} AS BIGINT)` : keySql} AS ${first}, ${values.join(', ')} FROM ${from}`;
  return `SELECT * EXCLUDE (copy) FROM (
      SELECT *, row_number() OVER (PARTITION BY ${first} ORDER BY ${others.join(', ')}) AS copy FROM (${typed})
      WHERE ${first} IS NOT NULL
    ) WHERE copy = 1 ORDER BY ${first}`;
}

function valueSql(name: ReferenceName, column: string, text: string | undefined): string {
  const type = (referenceColumns[name] as Record<string, string>)[column] ?? 'VARCHAR';
  if (text === undefined) return `CAST(NULL AS ${type})`;
  if (type === 'DATE') {
    return `COALESCE(TRY_CAST(${text} AS DATE), CAST(try_strptime(${text}, [${dateFormats.map(literal).join(', ')}]) AS DATE))`;
  }
  if (type === 'DOUBLE') return `TRY_CAST(replace(${text}, ',', '.') AS DOUBLE)`;
  return column === 'customer_type' || column === 'kind' ? `lower(${text})` : text;
}

/** The line of a number, as records have it; numbers in unusual forms are looked up one by one. No line is withheld. */
async function lineKey(db: DuckDb, from: string, text: string, country: string): Promise<string> {
  const fast = `COALESCE(${lineSql('t', country)}, ${nameIdSql(nameSql('t'))})`;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE odd_lines AS
     SELECT DISTINCT t AS undecided_line, CAST(NULL AS VARCHAR) AS undecided_counterpart
     FROM (SELECT ${text} AS t FROM ${from}) WHERE t IS NOT NULL AND ${fast} IS NULL`,
  );
  await lookNumbersUp(db, 'odd_lines', country);
  const looked = `SELECT id FROM ${numberTable} AS n WHERE n.text = t`;
  return `(SELECT NULLIF(COALESCE(${fast}, (${looked})), ${anonymousId}) FROM (SELECT ${text} AS t))`;
}

async function remove(store: Store, name: ReferenceName): Promise<ReferenceOutcome> {
  const [old] = await store.db.rows<{ path: string }>(
    'SELECT path FROM state.builds WHERE table_name = $name',
    { name },
  );
  if (!old) return { table: name, state: 'not configured', rows: 0 };
  await store.db.run('DELETE FROM state.builds WHERE table_name = $name', { name });
  rmSync(join(store.folders.lake, old.path), { force: true });
  return { table: name, state: 'removed', rows: 0 };
}

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  throw new SimhoundError('INPUT_MISSING', {
    what: `There is no reference table ${file}.`,
    todo: 'Check the path under tables in the configuration.',
  });
}

function invalid(file: string, why: string, cause?: unknown): SimhoundError {
  return new SimhoundError('REFERENCE_INVALID', {
    what: `The reference table ${file} cannot be used: ${why}.`,
    todo: 'Name its columns under tables in the configuration (simhound.example.yaml).',
    cause,
  });
}
