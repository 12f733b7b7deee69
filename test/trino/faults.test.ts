import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { ask, cluster, flagsOf, hasCluster, night, simhound, storeOf, suspectsOf } from './cluster.js';
import { differences } from './tables.js';

const seconds = 1000;

/** A worker meets its own limit at once; the one of the whole query is looked at now and then. */
const tooLittleMemory = ['--trino.session', 'query_max_memory_per_node=200kB'];

/** Runs a night that must fail, with flags that override. */
async function failing(
  name: string,
  ...more: string[]
): Promise<{ status: number | null; error: Record<string, string> }> {
  const { status, stderr } = await simhound([...flagsOf(name, 'trino'), ...more]).ended;
  const line = stderr.split('\n').find((text) => text.startsWith('{"error"'));
  if (line === undefined) throw new Error(`no error was told (exit ${status}): ${stderr}`);
  return { status, error: (JSON.parse(line) as { error: Record<string, string> }).error };
}

describe.runIf(hasCluster)('faults of a cluster', () => {
  beforeAll(async () => {
    await night('undisturbed', 'duckdb');
  }, 120 * seconds);

  it('a coordinator that is not there', { timeout: 60 * seconds }, async () => {
    const { status, error } = await failing('nobody', '--trino.url', 'http://127.0.0.1:9');
    expect([status, error.code]).toEqual([3, 'ENGINE_UNREACHABLE']);
    // Told before the run began: nothing was imported.
    expect(existsSync(`${storeOf('nobody')}/lake/records`)).toBe(false);
  });

  it('a user who is refused', { timeout: 60 * seconds }, async () => {
    const server = createServer((_, response) => response.writeHead(401).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { status, error } = await failing('nobody', '--trino.url', url);
    server.close();
    expect([status, error.code]).toEqual([2, 'ENGINE_DENIED']);
  });

  it('a catalog that is not there', { timeout: 60 * seconds }, async () => {
    const { status, error } = await failing('nobody', '--trino.catalog', 'nope');
    expect([status, error.code]).toEqual([2, 'ENGINE_CATALOG']);
    expect(error.what).toMatch(/'nope'.*Trino query \S+/);
  });

  it('a user who may not write', { timeout: 60 * seconds }, async () => {
    const { status, error } = await failing('nobody', '--trino.catalog', 'read_only');
    expect([status, error.code]).toEqual([2, 'ENGINE_DENIED']);
    expect(error.what).toMatch(/Cannot create.*Trino query \S+/);
    expect(error.todo).toContain('the right to create');
  });

  it('a certificate that cannot be read', { timeout: 60 * seconds }, async () => {
    const { status, error } = await failing('nobody', '--trino.tls.ca', '/nowhere.pem');
    expect([status, error.code]).toEqual([2, 'CONFIG_INVALID']);
    expect(error.what).toContain('trino.tls.ca: /nowhere.pem');
  });

  it('a schema that is the one of another store', { timeout: 120 * seconds }, async () => {
    await failing('owner', '--inbox', '/nothing/here.csv', ...tooLittleMemory);
    const { status, error } = await failing('intruder', '--trino.schema', 'owner');
    expect([status, error.code]).toEqual([2, 'ENGINE_CATALOG']);
    expect(error.what).toMatch(/schema owner is .* another store, at local:\/\/\/owner\/lake/);
    expect(existsSync(`${storeOf('intruder')}/lake/records`)).toBe(false);
  });

  it('a location that is not the lake', { timeout: 60 * seconds }, async () => {
    const { status, error } = await failing('nobody', '--trino.location', 'local:///elsewhere');
    expect([status, error.code]).toEqual([2, 'ENGINE_CATALOG']);
    expect(error.todo).toContain('trino.location');
  });

  it('too few workers', { timeout: 60 * seconds }, async () => {
    const flags = [
      '--trino.session',
      'required_workers_count=3',
      '--trino.session',
      'required_workers_max_wait_time=1s',
    ];
    const { status, error } = await failing('nobody', ...flags);
    expect([status, error.code]).toEqual([5, 'ENGINE_FAILED']);
    expect(error.todo).toContain('workers');
  });

  it('a run that is killed', { timeout: 200 * seconds }, async () => {
    const { child, ended } = simhound(flagsOf('killed', 'trino'));
    await untilBuilt('killed', 'line_day');
    child.kill('SIGKILL');
    await ended;
    // The other engine goes on from there.
    const { build } = await night('killed', 'duckdb');
    expect(build.kept).toBeGreaterThan(0);
    expect(suspectsOf('killed')).toBe(suspectsOf('undisturbed'));
    rmSync(storeOf('killed'), { recursive: true });
  });

  // One store is stricken three times, each run going on from where the one before was stopped. The worker comes last:
  // the cluster is one short afterwards.
  describe('on the way of one night', () => {
    it('a limit of memory', { timeout: 200 * seconds }, async () => {
      const { status, error } = await failing('stricken', ...tooLittleMemory);
      expect([status, error.code]).toEqual([5, 'ENGINE_FAILED']);
      expect(error.what).toMatch(/Building \w+ \(sql\/\S+\.sql\) failed: .*Trino query \S+, EXCEEDED_/);
      expect(error.todo).toContain('memory');
    });

    it('an interruption, which cancels the queries', { timeout: 200 * seconds }, async () => {
      const { child, ended } = simhound(flagsOf('stricken', 'trino'));
      await untilBuilt('stricken', 'line_window');
      child.kill('SIGINT');
      expect((await ended).status).toBe(130);
      // By the schema's name: what the run that was killed above began, nobody could cancel.
      const running = await ask(
        "SELECT query FROM system.runtime.queries WHERE state = 'RUNNING' AND \"user\" = 'simhound' AND query LIKE '%stricken%'",
      );
      expect(running).toEqual([]);
      expect(await builtIn('stricken')).toBeGreaterThan(0);
    });

    it('a worker that is killed in the middle of the run', { timeout: 300 * seconds }, async () => {
      const before = await builtIn('stricken');
      const { ended } = simhound(flagsOf('stricken', 'trino'));
      await untilBuilt('stricken', 'group_link');
      const worker = cluster.nodes.find(({ id }) => id === 'worker-2');
      if (!worker) throw new Error('there is no second worker');
      process.kill(worker.pid, 'SIGKILL');
      const { status, stdout, stderr } = await ended;
      // The run may live through it by trying again; where it does not, it says what happened.
      if (status !== 0) expect(stderr).toMatch(/"code":"ENGINE_FAILED".*Trino query/);
      else expect(JSON.parse(stdout)).toMatchObject({ build: { kept: before } });
    });

    it('ends in the same tables and bytes', { timeout: 300 * seconds }, async () => {
      const { build } = await night('stricken', 'trino');
      expect(build.kept).toBeGreaterThan(0);
      expect(await differences(storeOf('undisturbed'), storeOf('stricken'))).toEqual([]);
      expect(suspectsOf('stricken')).toBe(suspectsOf('undisturbed'));
    });
  });
});

/** How many tables, or days of one, the models' builds left in the state: neither references nor what is only remembered. */
async function builtIn(name: string): Promise<number> {
  const store = await openStore(storeOf(name), {});
  const { n } = await store.db.row<{ n: bigint }>(
    "SELECT count(*) AS n FROM state.builds WHERE table_name NOT LIKE 'ref%' AND table_name <> 'group_history'",
  );
  store.close();
  return Number(n);
}

/** Waits for a table that was not there before. */
async function untilBuilt(name: string, table: string): Promise<void> {
  if (existsSync(`${storeOf(name)}/lake/${table}`)) throw new Error(`${table} was built before`);
  for (let waited = 0; waited < 100 * seconds; waited += 20) {
    if (existsSync(`${storeOf(name)}/lake/${table}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${table} was not built in time`);
}
