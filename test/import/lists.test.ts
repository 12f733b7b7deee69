import { expect, test } from 'vitest';
import { importReferences } from '../../src/import/references.js';
import { measureListings } from '../../src/report/listings.js';
import { exposeTables } from '../../src/store/lake.js';
import { lines, openPlace } from './fixture.js';

test('lists keep every entry of a line, and what cannot be read counts as past', async () => {
  const place = await openPlace();
  const { config, store } = place.context;
  const file = place.file(
    'lists.csv',
    lines(
      'MSISDN,owner,reason,expires,SCOPE',
      '600000001,Ana,probe,31/12/2026,',
      '600000001,Ben,survey,,Traffic',
      '600000001,Ben,survey,,Traffic',
      '600000002,Ana,probe,2026-03-02,all',
      '600000003,Ana,probe,2026-03-01,all',
      '600000004,Ana,probe,some day,all',
      '600000005,,probe,,all',
      '600000006,Ana,probe,,everything',
    ),
  );
  const tables = { lists: { file, columns: { msisdn: 'MSISDN' } } };
  const outcomes = await importReferences({ ...place.context, config: { ...config, tables } });
  expect(outcomes.at(-1)).toEqual({ table: 'ref_lists', state: 'loaded', rows: 7 });
  await exposeTables(store, ['ref_lists']);
  const scopes = await store.db.rows(
    `SELECT owner, CAST(expires AS VARCHAR) AS expires, scope FROM ref_lists WHERE line = 34600000001 ORDER BY owner`,
  );
  expect(scopes).toEqual([
    { owner: 'Ana', expires: '2026-12-31', scope: null },
    { owner: 'Ben', expires: null, scope: 'traffic' },
  ]);
  expect(await measureListings(store, '2026-03-02')).toEqual({
    entries: 7,
    in_force: 3,
    expired: 2,
    incomplete: 1,
    unknown_scope: 1,
    without_expiry: 1,
  });
});

test('without lists there is nothing to count', async () => {
  const place = await openPlace();
  expect(await measureListings(place.context.store, '2026-03-02')).toBeNull();
});
