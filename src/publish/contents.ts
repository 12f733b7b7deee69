import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifier, literal } from '../engine/duckdb.js';
import { selectParquet } from '../engine/parquet.js';
import { builtFiles, columnsOf, exposeTables, lakeFiles, lakeSelect } from '../store/lake.js';
import { plausibleImei, recordColumns, referenceColumns } from '../store/records.js';
import type { Store } from '../store/store.js';
import type { PublishInput } from './input.js';

/** Tables of the window that travel whole: a view would break when the next night replaces their files. */
export const windowTables = [
  'names',
  'line_window',
  'device_window',
  'device_line_window',
  'stranger_line',
  'group_member',
  'group_line',
  'group_ports',
  'passing_line',
  'shared_pair',
  'heir_pair',
  'ring_line',
  'owner_break',
  'group_quota',
  'group_minutes',
  'port_day',
];

/**
 * What the reports are written from, as tables, each with the `line` that joins to the records: `suspects`, `findings`
 * and `scores` (with what spoke for and against each line).
 */
export async function publishReports(store: Store): Promise<void> {
  await exposeTables(store, ['scores']);
  for (const name of ['suspects', 'findings'])
    await store.db.run(`CREATE TABLE publishing.${name} AS SELECT * FROM report.${name} ORDER BY rank`);
  await store.db.run(
    `CREATE TABLE publishing.scores AS
     SELECT s.line, r.subject_id, s.* EXCLUDE (line) FROM scores s JOIN report.scores r ON r.line = s.line
     ORDER BY s.rank`,
  );
}

/**
 * The lake: `records` (with the sha256 of the `export` that each came from) and the daily tables as views with
 * absolute paths over the files that the state vouches for now; the tables of the window and of reference whole.
 * Daily tables show the window's days: earlier ones may have been built by other SQL.
 */
export async function publishLake(store: Store, { models, window }: PublishInput): Promise<void> {
  const built = await builtFiles(store, window);
  for (const table of [...windowTables, ...Object.keys(referenceColumns)]) {
    const files = built.get(table);
    if (!files) continue;
    await store.db.run(`CREATE TABLE publishing.${identifier(table)} AS ${lakeSelect(store, files, {})}`);
  }
  for (const { name } of models.filter((model) => model.grain === 'day')) {
    const files = built.get(name);
    if (!files) continue;
    await store.db.run(`CREATE VIEW publishing.${identifier(name)} AS ${lakeSelect(store, files, {})}`);
  }
  await store.db.run(`CREATE VIEW publishing.records AS ${await recordsSelect(store)}`);
}

/** The books of the run: `run` (one row), `exports` (the ledger) and `quality` (quality.json, a row a figure). */
export async function publishBooks(store: Store, { day, window, version }: PublishInput): Promise<void> {
  await store.db.run(
    `CREATE TABLE publishing.run AS SELECT CAST($day AS DATE) AS day, CAST($from AS DATE) AS window_from,
       CAST($to AS DATE) AS window_to, $version AS simhound`,
    { day, from: window.from, to: window.to, version },
  );
  await store.db.run(
    'CREATE TABLE publishing.exports AS SELECT * FROM state.ledger ORDER BY first_time, export',
  );
  const quality: unknown = JSON.parse(readFileSync(join(store.folders.runs, day, 'quality.json'), 'utf8'));
  await store.db.run(
    `CREATE TABLE publishing.quality AS
     SELECT entry[1] AS figure, entry[2] AS value FROM (SELECT unnest(from_json($entries, '[["VARCHAR"]]')) AS entry)`,
    { entries: JSON.stringify(flat(quality)) },
  );
}

async function recordsSelect(store: Store): Promise<string> {
  const files = await lakeFiles(store, 'records');
  const paths = files.map((file) => join(store.folders.lake, file.path));
  if (paths.length === 0)
    return selectParquet([], true, { ...columnsOf('records'), imei_plausible: 'BOOLEAN', export: 'VARCHAR' });
  return `SELECT ${Object.keys(recordColumns).map(identifier).join(', ')}, ${plausibleImei} AS imei_plausible, "day",
      split_part(parse_filename(filename, true), '-', 1) AS "export"
    FROM read_parquet([${paths.map(literal).join(', ')}],
      filename = true, hive_partitioning = true, hive_types = {'day': DATE})`;
}

/** The leaves of a JSON value with their dotted paths. */
function flat(value: unknown, path = ''): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`));
}
