import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Config } from '../../src/config.js';
import { literal } from '../../src/engine/duckdb.js';
import { importReferences } from '../../src/import/references.js';
import { exposeTables } from '../../src/store/lake.js';
import type { ReferenceName } from '../../src/store/records.js';
import { lines, openPlace, type Place } from './fixture.js';

const bring = (place: Place, tables: Config['tables']) =>
  importReferences({ ...place.context, config: { ...place.context.config, tables } });

async function rows(place: Place, table: ReferenceName) {
  await exposeTables(place.context.store, [table]);
  const select =
    table === 'ref_lines' ? '* REPLACE (CAST(activation_date AS VARCHAR) AS activation_date)' : '*';
  return await place.context.store.db.rows(`SELECT ${select} FROM ${table} ORDER BY 1`);
}

test('lines are mapped, their numbers and dates read as people write them', async () => {
  const place = await openPlace();
  const file = place.file(
    'lines.csv',
    lines(
      'Nummer,Activated,Kind,dealer',
      '600000001,2024-03-04,CORPORATE,north',
      "'+34 600 000 002,04/03/2024,Consumer,",
      'MYBANK,20240304,a2p,',
      '600000003,someday,,south',
      ',2024-03-04,Consumer,lost',
      '0034600000001,2024-01-01,Consumer,again',
    ),
  );
  const [outcome] = await bring(place, {
    lines: { file, columns: { msisdn: 'Nummer', activation_date: 'Activated', customer_type: 'Kind' } },
  });
  expect(outcome).toEqual({ table: 'ref_lines', state: 'loaded', rows: 4 });
  const rest = { account: null, home_area: null, product: null };
  const [bank, ...others] = await rows(place, 'ref_lines');
  expect(bank).toMatchObject({ activation_date: '2024-03-04', customer_type: 'a2p' });
  expect(Number(bank?.line)).toBeLessThan(0);
  expect(others).toEqual([
    // Of two rows for one line the first by all its columns counts.
    {
      line: 34600000001n,
      activation_date: '2024-01-01',
      customer_type: 'consumer',
      dealer: 'again',
      ...rest,
    },
    { line: 34600000002n, activation_date: '2024-03-04', customer_type: 'consumer', dealer: null, ...rest },
    { line: 34600000003n, activation_date: null, customer_type: null, dealer: 'south', ...rest },
  ]);
});

test('cells and device types, from Parquet too', async () => {
  const place = await openPlace();
  const cells = place.file(
    'cells.csv',
    lines('id;latitude;longitude;area', 'A-1;40,5;-3,75;Madrid', 'A-2;;;'),
  );
  const types = join(place.path, 'types.parquet');
  await place.context.store.db.run(
    `COPY (SELECT 35693803 AS tac, 'X1' AS model, 'Gateway' AS kind) TO ${literal(types)} (FORMAT parquet)`,
  );
  await bring(place, { cells: { file: cells, columns: {} }, device_types: { file: types, columns: {} } });
  expect(await rows(place, 'ref_cells')).toEqual([
    { cell: 'A-1', latitude: 40.5, longitude: -3.75, area: 'Madrid' },
    { cell: 'A-2', latitude: null, longitude: null, area: null },
  ]);
  expect(await rows(place, 'ref_device_types')).toEqual([{ tac: 35693803n, model: 'X1', kind: 'gateway' }]);
});

test("operators' own words for kinds of customers and devices are understood, others kept", async () => {
  const place = await openPlace();
  const types = lines('line,type', '1,B2B', '2,Small_Business', '3, residential ', '4,IoT', '5,Diplomatic');
  const file = place.file('lines.csv', types.replaceAll(/^(\d)/gm, '60000000$1'));
  const kinds = place.file(
    'types.csv',
    lines('tac,kind', '35693803,Mobile Phone/Feature phone', '35693804,GSM-Gateway', '35693805,Robot'),
  );
  await bring(place, {
    lines: { file, columns: { msisdn: 'line', customer_type: 'type' } },
    device_types: { file: kinds, columns: {} },
  });
  const customers = (await rows(place, 'ref_lines')).map((row) => row.customer_type);
  expect(customers).toEqual(['business', 'business', 'consumer', 'm2m', 'diplomatic']);
  expect((await rows(place, 'ref_device_types')).map((row) => row.kind)).toEqual([
    'handset',
    'gateway',
    'robot',
  ]);
});

test('a file that did not change is not read again, one that did replaces the old, and a table that goes leaves nothing', async () => {
  const place = await openPlace();
  const write = (...ids: string[]) =>
    place.file('cells.csv', lines('id,area', ...ids.map((id) => `${id},x`)));
  const tables = { cells: { file: write('A'), columns: {} } };
  const of = async (given: Config['tables']) =>
    (await bring(place, given)).find(({ table }) => table === 'ref_cells');
  const files = () => readdirSync(join(place.path, 'store/lake/ref_cells'));
  expect(await of(tables)).toMatchObject({ state: 'loaded', rows: 1 });
  const before = files();
  expect(await of(tables)).toMatchObject({ state: 'unchanged', rows: 1 });
  expect(files()).toEqual(before);
  write('A', 'B');
  expect(await of(tables)).toMatchObject({ state: 'loaded', rows: 2 });
  expect(files()).toHaveLength(1);
  expect(await of({})).toMatchObject({ state: 'removed' });
  expect(files()).toEqual([]);
  expect(await rows(place, 'ref_cells')).toEqual([]);
  expect(await of({})).toMatchObject({ state: 'not configured' });
});

test.each<[string, string, Record<string, string>, RegExp]>([
  ['the key', 'name,area\nA,x\n', {}, /has no column id for id/],
  ['a mapped column', 'id,area\nA,x\n', { area: 'zone' }, /has no column zone for area/],
])('a file that lacks %s is refused by its name', async (_, content, columns, why) => {
  const place = await openPlace();
  const file = place.file('cells.csv', content);
  const refused = bring(place, { cells: { file, columns } });
  await expect(refused).rejects.toMatchObject({ code: 'REFERENCE_INVALID', exitCode: 3 });
  await expect(refused).rejects.toThrow(why);
});

test('a file that is not there is told', async () => {
  const place = await openPlace();
  const refused = bring(place, { cells: { file: join(place.path, 'none.csv'), columns: {} } });
  await expect(refused).rejects.toMatchObject({ code: 'INPUT_MISSING', exitCode: 3 });
});
