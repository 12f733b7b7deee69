import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectParquet } from '../../src/engine/parquet.js';
import { TrinoEngine } from '../../src/engine/trino-engine.js';
import { openStore } from '../../src/store/store.js';
import { ask, cluster, hasCluster, night, sample, simhound, storeOf, suspectsOf } from './cluster.js';
import { differences } from './tables.js';

/** A seeded network of more than 200,000 records, with another shape than the sample's. */
async function network(): Promise<string> {
  const out = join(cluster.lake, 'network');
  const flags = [
    '--lines',
    '2200',
    '--days',
    '8',
    '--seed',
    '12',
    '--fraud-share',
    '0.1',
    '--compress',
    'gz',
    '--json',
    '--quiet',
  ];
  const { status, stderr } = await simhound(['generate', '--out', out, ...flags]).ended;
  if (status !== 0) throw new Error(stderr);
  const config = join(out, 'simhound.yaml');
  writeFileSync(config, readFileSync(sample, 'utf8').replace(/^store:.*$/m, 'store: ./store'));
  return config;
}

const seconds = 1000;

/** Tables that have rows neither on the sample nor on the network: of these the engines agree on columns only. */
const neverFilled = [
  ...['goes_on_for_another', 'group_history', 'group_minutes', 'heir_pair', 'listed_line'],
  ...['minute_cliff', 'on_operators_list'],
];

describe.runIf(hasCluster)('a night on Trino', () => {
  describe.each(['sample', 'network'])('over the %s', (kind) => {
    const [ours, theirs] = [`${kind}_duckdb`, `${kind}_trino`];
    let config = sample;

    beforeAll(async () => {
      if (kind === 'network') config = await network();
      await night(ours, 'duckdb', config);
      await night(theirs, 'trino', config);
    }, 400 * seconds);

    it('makes every table as DuckDB does', { timeout: 120 * seconds }, async () => {
      expect(await differences(storeOf(ours), storeOf(theirs))).toEqual([]);
    });

    it('ranks the same suspects, byte for byte', () => {
      expect(suspectsOf(theirs)).toBe(suspectsOf(ours));
      expect(suspectsOf(ours).split('\n').length).toBeGreaterThan(20);
    });

    it('states the same findings, byte for byte', () => {
      const findings = (name: string) => readFileSync(join(storeOf(name), 'runs/latest/findings.parquet'));
      expect(findings(theirs).equals(findings(ours))).toBe(true);
      expect(findings(ours).length).toBeGreaterThan(1000);
    });

    it('leaves nothing for the other engine to build', { timeout: 120 * seconds }, async () => {
      expect((await night(theirs, 'duckdb', config)).build).toMatchObject({ built: 0 });
      expect((await night(ours, 'trino', config)).build).toMatchObject({ built: 0 });
      expect(suspectsOf(theirs)).toBe(suspectsOf(ours));
    });
  });

  it('holds enough records to mean something', async () => {
    const store = await openStore(storeOf('network_duckdb'), {});
    const { n } = await store.db.row<{ n: bigint }>('SELECT sum(rows)::BIGINT AS n FROM state.ledger_files');
    store.close();
    expect(Number(n)).toBeGreaterThan(200_000);
  });

  it('has rows in all tables but a few, here or there', async () => {
    const rows = new Map<string, number>();
    for (const name of ['sample_trino', 'network_trino']) {
      const store = await openStore(storeOf(name), {});
      const tables = await store.db.rows<{ name: string; n: number }>(
        'SELECT table_name AS name, sum(rows)::DOUBLE AS n FROM state.builds GROUP BY 1',
      );
      store.close();
      for (const { name, n } of tables) rows.set(name, (rows.get(name) ?? 0) + n);
    }
    const empty = [...rows].filter(([, n]) => n === 0).map(([table]) => table);
    expect(empty.filter((table) => !neverFilled.includes(table))).toEqual([]);
  });

  it('works on tables that the other engine made', { timeout: 200 * seconds }, async () => {
    const changed = ['--param', 'short_calls.max_acd=40', '--param', 'busy_line.min_peak=12'];
    const both = await night('sample_duckdb', 'trino', sample, ...changed);
    const back = await night('sample_trino', 'duckdb', sample, ...changed);
    expect(both.build).toEqual({ ...back.build, seconds: expect.anything() });
    expect(both.build.built).toBeGreaterThan(5);
    expect(both.build.kept).toBeGreaterThan(5);
    expect(await differences(storeOf('sample_duckdb'), storeOf('sample_trino'))).toEqual([]);
    expect(suspectsOf('sample_trino')).toBe(suspectsOf('sample_duckdb'));
  });

  it('puts both workers to work on the heavy models', async () => {
    const rows = await ask(
      `SELECT q.query, count(DISTINCT t.node_id)
       FROM system.runtime.queries AS q JOIN system.runtime.tasks AS t ON t.query_id = q.query_id
       WHERE q.source = 'simhound' AND q.state = 'FINISHED' AND t.node_id LIKE 'worker%'
         AND regexp_like(q.query, 'CREATE TABLE.*AS\\n') AND regexp_like(q.query, 'FROM records|FROM pair_day')
       GROUP BY 1`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const [query, workers] of rows) expect(workers, String(query)).toBe(2);
  });

  it('points at the mistake in a query as DuckDB does', async () => {
    const store = await openStore(storeOf('mistaken'), {});
    const engine = await TrinoEngine.open({
      ...{ url: cluster.url, catalog: 'hive', schema: 'mistaken', user: 'test', session: {}, tags: [] },
      ...{ location: 'local:///mistaken/lake', lake: store.folders.lake, db: store.db },
      signal: new AbortController().signal,
    });
    const step = { table: 't', reads: [], params: { x: 1 }, target: 't/key.parquet' };
    // Lines count from the one before the query, columns after `LINE n: `.
    await expect(engine.build({ ...step, sql: 'SELECT $x AS one,\n  nothing AS two' })).rejects.toThrow(
      /cannot be resolved.*Trino query .*\nLINE 3: {3}nothing AS two\n {10}\^/,
    );
    expect(
      await engine.build({ ...step, sql: 'SELECT $x AS one, CAST(NULL AS VARCHAR) AS two WHERE false' }),
    ).toBe(0);
    const columns = await store.db.describe(
      selectParquet([join(store.folders.lake, step.target)], false, {}),
    );
    expect(columns).toEqual([
      { name: 'one', type: 'BIGINT' },
      { name: 'two', type: 'VARCHAR' },
    ]);
    await engine.close();
    store.close();
  });

  it('names run and model to the administrator', async () => {
    const { url } = cluster;
    const queries = (await (
      await fetch(`${url}/v1/query`, { headers: { 'X-Trino-User': 'test' } })
    ).json()) as {
      session: { clientTags: string[]; source?: string };
    }[];
    const tags = queries
      .filter(({ session }) => session.source === 'simhound')
      .map(({ session }) => session.clientTags.join(' '));
    expect(tags.filter((tag) => /^run=\S+ model=pair_day day=2026-03-02$/.test(tag)).length).toBeGreaterThan(
      0,
    );
  });
});
