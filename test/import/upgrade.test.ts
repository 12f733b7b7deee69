import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { lakeFiles } from '../../src/store/lake.js';
import { plausibleImei } from '../../src/store/records.js';
import { openStore, type Store } from '../../src/store/store.js';
import { openPlace } from './fixture.js';

const imeis = [
  '356938035643809',
  '356938035643808',
  '356938035643800',
  '000000000000000',
  '353918051118',
  '',
];

function nightOf(day: number): string {
  const rows = imeis.map(
    (imei, i) => `MOC,3460000000${i},34600000009,2026-03-0${day} 10:00:00,61,21407000000000${i},${imei}`,
  );
  return ['record_type,served_msisdn,other_number,start_time,duration,imsi,imei', ...rows].join('\n');
}

const pathsOf = async (store: Store) =>
  (await lakeFiles(store, 'records')).map(({ path }) => join(store.folders.lake, path));

async function marks(store: Store): Promise<unknown[]> {
  const files = (await pathsOf(store)).map(literal).join(', ');
  return await store.db.rows(
    `SELECT line, CAST(start_time AS VARCHAR) AS start_time, imei, ${plausibleImei} AS mark, record_hash
     FROM read_parquet([${files}]) ORDER BY line, start_time`,
  );
}

test('a store of an older simhound is brought into the form of today, also where that was cut short', async () => {
  const place = await openPlace();
  await place.load(place.file('first.csv', nightOf(2)));
  await place.load(place.file('second.csv', nightOf(3)));
  const before = await marks(place.context.store);
  const files = await pathsOf(place.context.store);
  expect(files).toHaveLength(2);
  place.context.store.close();

  // The first file has been upgraded already when the process died.
  const db = await DuckDb.open();
  const old = join(place.path, 'old.parquet');
  await db.run(
    `COPY (SELECT * EXCLUDE (imei_check), ${plausibleImei} AS imei_plausible
           FROM read_parquet(${literal(files[1] ?? '')}, hive_partitioning = false)) TO ${literal(old)} (FORMAT parquet)`,
  );
  renameSync(old, files[1] ?? '');
  await db.run(`ATTACH ${literal(join(place.path, 'store/state.duckdb'))} AS state; DROP TABLE state.lake`);
  db.close();

  // Nothing is upgraded in the place of a file that somebody took away.
  const [first = ''] = files;
  renameSync(first, `${first}.away`);
  await expect(openStore(join(place.path, 'store'), { threads: 1 })).rejects.toMatchObject({
    code: 'STORE_DAMAGED',
    message: expect.stringContaining('is gone, though the ledger has it'),
  });
  renameSync(`${first}.away`, first);

  for (const time of ['at first', 'again']) {
    const store = await openStore(join(place.path, 'store'), { threads: 1 });
    expect(await marks(store), time).toEqual(before);
    place.context.store = store;
    if (time === 'at first') store.close();
  }
});
