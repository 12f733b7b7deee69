// What the generator's network lacks: a crowd that would blow up a careless join.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readState } from '../trino/cluster.mjs';

/**
 * Adds an export in which many lines, in one crowded cell and with the IMEI 0 that broken phones show, all call one
 * hub number, and the hub calls them back.
 */
export async function hubExport(folder, records, lines) {
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  await db.run(`
    COPY (
      SELECT
        CASE WHEN i % 4 = 0 THEN 'MTC' ELSE 'MOC' END AS record_type,
        CAST(34600000000 + (i * 7919) % ${lines} AS VARCHAR) AS served_msisdn,
        '34910000001' AS other_number,
        strftime(TIMESTAMP '2026-03-02 00:00:01' + to_seconds((i * 37) % 604000), '%Y-%m-%d %H:%M:%S') AS start_time,
        i % 200 AS duration,
        CASE WHEN i % 3 = 0 THEN 'no_answer' ELSE 'answered' END AS outcome,
        CAST(214970000000000 + (i * 7919) % ${lines} AS VARCHAR) AS imsi,
        '00000000000000' AS imei,
        '214-97-1-1' AS cell,
        '' AS trunk_in,
        '' AS trunk_out
      FROM range(${records}) AS r(i)
    ) TO '${join(folder, 'exports', 'msc-hub.csv')}' (HEADER)`);
  db.closeSync();
  instance.closeSync();
}

/**
 * Makes a network larger: every record once more for each copy, some seconds later. Copies beyond the first `busier` go
 * to lines, SIMs and devices of their own in cells of their own: an operator with more lines has more cells, and what a
 * crowd in one cell does is for hubExport.
 * @param copies how many times the records there shall be in all.
 * @param busier how many of the copies stay with the lines of the network.
 */
export async function multiply(folder, copies, busier) {
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  const shifted = (column, by) =>
    `COALESCE(CAST(TRY_CAST(${column} AS BIGINT) + (c // ${busier}) * ${by} AS VARCHAR), ${column}) AS ${column}`;
  if (copies > 1) {
    await db.run(`
      COPY (
        SELECT
          record_type,
          ${shifted('served_msisdn', 100_000_000)},
          other_number,
          strftime(CAST(start_time AS TIMESTAMP) + to_seconds(c * 53), '%Y-%m-%d %H:%M:%S') AS start_time,
          duration,
          outcome,
          ${shifted('imsi', 1_000_000_000)},
          ${shifted('imei', 1_000_000)},
          regexp_replace(cell, '[0-9]+$', CAST(TRY_CAST(regexp_extract(cell, '[0-9]+$') AS BIGINT) + (c // ${busier}) * 100_000 AS VARCHAR)) AS cell,
          trunk_in,
          trunk_out
        FROM read_csv('${join(folder, 'exports', '*.csv')}', header = true, all_varchar = true)
        CROSS JOIN range(1, ${copies}) AS r(c)
      ) TO '${join(folder, 'exports', 'copies.tmp')}' (FORMAT csv, HEADER)`);
    renameSync(join(folder, 'exports', 'copies.tmp'), join(folder, 'exports', 'msc-copies.csv'));
  }
  db.closeSync();
  instance.closeSync();
}

/** The configuration of a size's night. */
export function settings(store, engine, name) {
  const common = `store: ${store}
inbox: [./exports/*.csv]
country: ES
tables:
  lines: { file: ./reference/lines.csv }
  cells: { file: ./reference/cells.csv }
  device_types: { file: ./reference/device_types.csv }
`;
  if (engine !== 'trino') return common;
  const cluster = readState();
  if (!cluster) throw new Error('There is no cluster: npm run trino:up -- --lake ROOT starts one.');
  return `${common}engine: trino
trino: { url: '${cluster.url}', schema: ${name}, location: 'local:///${name}/lake' }
`;
}
