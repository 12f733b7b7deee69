import type { ReferenceTable } from '../config.js';
import { type DuckDb, identifier, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';
import { noDay, type ReferenceName, referenceColumns } from '../store/records.js';
import { lookNumbersUp, numberTable } from './number-table.js';
import { anonymousId, lineSql, nameIdSql, nameSql } from './numbers.js';
import { referenceWordSql } from './reference-words.js';

/** Dates as people write them, besides ISO's. */
const dateFormats = ['%d/%m/%Y', '%Y%m%d', '%d-%m-%Y', '%d.%m.%Y', '%Y/%m/%d', '%d-%b-%Y'];

/**
 * The query that reads a reference table's file as ours: one row a key, of lists one row an entry; where one stands
 * twice, the first row by all its columns is taken, whatever the file's order.
 * @throws REFERENCE_INVALID naming the file and the column.
 */
export async function referenceSelect(
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
      Promise.reject(invalidReference(table.file, messageOf(thrown).split('\n')[0] ?? '', thrown)),
    );
  const names = described.map((column) => column.column_name);
  const source = (column: string): string | undefined => {
    const wanted = table.columns[column] ?? column;
    const found = names.find((one) => one.toLowerCase() === wanted.toLowerCase());
    if (!found && (table.columns[column] !== undefined || column === key)) {
      throw invalidReference(table.file, `it has no column ${wanted} for ${column}`);
    }
    return found === undefined ? undefined : `NULLIF(trim(CAST(${identifier(found)} AS VARCHAR)), '')`;
  };
  const [first = '', ...others] = Object.keys(referenceColumns[name]);
  const keyText = source(key) ?? '';
  const values = others.map((column) => `${valueSql(name, column, source(column))} AS ${column}`);
  const isNumber = name === 'ref_lines' || name === 'ref_lists';
  const keySql = isNumber ? await lineKey(db, from, keyText, country) : keyText;
  const typed = `SELECT ${name === 'ref_device_types' ? `TRY_CAST(${keySql} AS BIGINT)` : keySql} AS ${first}, ${values.join(', ')} FROM ${from}`;
  const unique = name === 'ref_lists' ? [first, ...others].join(', ') : first;
  return `SELECT * EXCLUDE (copy) FROM (
      SELECT *, row_number() OVER (PARTITION BY ${unique} ORDER BY ${others.join(', ')}) AS copy FROM (${typed})
      WHERE ${first} IS NOT NULL
    ) WHERE copy = 1 ORDER BY ${unique}`;
}

function valueSql(name: ReferenceName, column: string, text: string | undefined): string {
  const type = (referenceColumns[name] as Record<string, string>)[column] ?? 'VARCHAR';
  if (text === undefined) return `CAST(NULL AS ${type})`;
  if (type === 'DATE') {
    const read = `TRY_CAST(${text} AS DATE), CAST(try_strptime(${text}, [${dateFormats.map(literal).join(', ')}]) AS DATE)`;
    // An expiry that cannot be read must not become none: such an entry has expired.
    const unread =
      name === 'ref_lists' ? `, CASE WHEN ${text} IS NOT NULL THEN DATE ${literal(noDay)} END` : '';
    return `COALESCE(${read}${unread})`;
  }
  if (type === 'DOUBLE') return `TRY_CAST(replace(${text}, ',', '.') AS DOUBLE)`;
  return ['customer_type', 'kind', 'scope'].includes(column) ? referenceWordSql(column, text) : text;
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

/** A reference table that cannot be read as one. */
export function invalidReference(file: string, why: string, cause?: unknown): SimhoundError {
  return new SimhoundError('REFERENCE_INVALID', {
    what: `The reference table ${file} cannot be used: ${why}.`,
    todo: 'Name its columns under tables in the configuration (simhound.example.yaml).',
    cause,
  });
}
