import { afterEach, beforeEach, expect, it } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { Siblings } from '../../src/engine/siblings.js';

let db: DuckDb;
let abort: AbortController;

beforeEach(async () => {
  db = await DuckDb.open({ threads: 4 });
  abort = new AbortController();
});
afterEach(() => db.close());

const threadsOf = async () =>
  Number((await db.row<{ n: bigint }>("SELECT current_setting('threads') AS n")).n);

it('share the threads out and give them back', async () => {
  const siblings = await Siblings.open(db, abort.signal);
  expect(siblings.connections).toHaveLength(2);
  await siblings.spread(2);
  expect(await threadsOf()).toBe(3);
  await siblings.spread(1);
  expect(await threadsOf()).toBe(4);
  await siblings.spread(2);
  await siblings.close();
  expect(await threadsOf()).toBe(4);
});

it('have what was asked for last, however many ask at a time', async () => {
  const siblings = await Siblings.open(db, abort.signal);
  await Promise.all([2, 1, 2, 1, 2].map((statements) => siblings.spread(statements)));
  expect(await threadsOf()).toBe(3);
  await siblings.close();
});

it('are one where one thread was asked for', async () => {
  await db.run('SET threads = 1');
  const siblings = await Siblings.open(db, abort.signal);
  expect(siblings.connections).toHaveLength(1);
  await siblings.spread(1);
  expect(await threadsOf()).toBe(1);
  await siblings.close();
});

it('see one database, and stop when the run is stopped', async () => {
  await db.run('CREATE TABLE t AS SELECT 7 AS n');
  const siblings = await Siblings.open(db, abort.signal);
  const long = siblings.connections.map((connection) =>
    connection.rows('SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b, t'),
  );
  setTimeout(() => abort.abort(), 100);
  for (const outcome of await Promise.allSettled(long)) {
    expect(outcome.status).toBe('rejected');
    expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/INTERRUPT/);
  }
  await siblings.close();
});
