import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal } from '../../src/engine/duckdb.js';
import { referenceColumns } from '../../src/store/records.js';
import { openStore, type Store } from '../../src/store/store.js';

/** Day 0 of the handmade records; the run's logical day is the last day that has some. */
export const firstDay = '2026-03-02';

/**
 * Makes a store whose records are those of a batch file. A batch is `count` records alike but for their time, `gap`
 * seconds apart, and their counterpart, which grows by `step`:
 * line,direction,service,day,hour,count,gap,counterpart,step,duration,outcome,imsi,imei,cell
 * (`day` counts from 0; an IMEI has 14 digits; a `cell` with a `*` takes the record's number modulo 12 in its place).
 */
export async function storeOfBatches(
  batches: string,
  references: Record<string, string> = {},
): Promise<Store> {
  const store = await openStore(mkdtempSync(join(tmpdir(), 'simhound-heuristic-')), { threads: 2 });
  const records = join(store.folders.lake, 'records');
  mkdirSync(records, { recursive: true });
  await store.db.run(`
    COPY (
      SELECT
        line,
        counterpart + i * step AS counterpart,
        direction,
        service,
        TIMESTAMP '${firstDay} 00:00:00' + to_days(CAST(day AS INTEGER))
          + to_seconds(hour * 3600 + i * gap) AS start_time,
        CAST(duration AS INTEGER) AS duration,
        outcome,
        imsi,
        imei,
        CAST(0 AS TINYINT) AS imei_check,
        replace(cell, '*', CAST(i % 12 AS VARCHAR)) AS cell,
        CAST(NULL AS VARCHAR) AS trunk_in,
        CAST(NULL AS VARCHAR) AS trunk_out,
        CAST(NULL AS VARCHAR) AS line_name,
        CAST(NULL AS VARCHAR) AS counterpart_name,
        CAST(hash(line, counterpart, i, day, direction, hour) >> 1 AS BIGINT) AS record_hash,
        CAST(DATE '${firstDay}' + CAST(day AS INTEGER) AS DATE) AS day
      FROM read_csv(${literal(batches)}, header = true, comment = '#', columns = {line: 'BIGINT', direction: 'VARCHAR',
        service: 'VARCHAR', day: 'BIGINT', hour: 'BIGINT', count: 'BIGINT', gap: 'BIGINT', counterpart: 'BIGINT',
        step: 'BIGINT', duration: 'BIGINT', outcome: 'VARCHAR', imsi: 'BIGINT', imei: 'BIGINT', cell: 'VARCHAR'}) b
      CROSS JOIN LATERAL (SELECT unnest(range(b.count)) AS i) AS repeated
    ) TO ${literal(records)} (FORMAT parquet, PARTITION_BY (day), OVERWRITE_OR_IGNORE)`);
  for (const day of readdirSync(records)) {
    for (const file of readdirSync(join(records, day))) {
      await store.db.run(
        `INSERT INTO state.ledger_files VALUES ($file, CAST($day AS DATE), $path, 1, $file)`,
        { file, day: day.slice('day='.length), path: `records/${day}/${file}` },
      );
    }
  }
  for (const [name, columns] of Object.entries(referenceColumns)) {
    const file = references[name];
    if (!file) continue;
    mkdirSync(join(store.folders.lake, name), { recursive: true });
    const types = Object.entries(columns).map(([column, type]) => `${column}: '${type}'`);
    await store.db.run(
      `COPY (SELECT * FROM read_csv(${literal(file)}, header = true, columns = {${types.join(', ')}}))
       TO ${literal(join(store.folders.lake, name, 'x.parquet'))} (FORMAT parquet)`,
    );
    await store.db.run(
      `INSERT INTO state.builds VALUES ($name, DATE '0001-01-01', 'x', $path, 1, 0.0, TIMESTAMP '2026-01-01')`,
      { name, path: `${name}/x.parquet` },
    );
  }
  return store;
}
