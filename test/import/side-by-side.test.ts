import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';

/** Built by `npm test` before the tests. */
const bin = fileURLToPath(new URL('../../dist/bin/simhound.js', import.meta.url));
const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
const call = (i: number) =>
  `3460000${1000 + (i % 50)},3460001${1000 + ((i * 7) % 900)},2024-03-0${4 + (i % 3)} ${two(i / 3600)}:${two((i % 3600) / 60)}:${two(i % 60)},${i % 300}`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simhound-side-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Six exports of 6,000 calls; neighbours overlap by a third, and each has a row for the quarantine. */
function exportsIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: 6 }, (_, n) => {
    const rows = Array.from({ length: 6000 }, (_, i) => call(n * 4000 + i));
    const file = join(folder, `${n}.csv`);
    writeFileSync(file, `${['caller,callee,start_time,duration', ...rows, `x${n},y,never,0`].join('\n')}\n`);
    return file;
  });
}

interface Outcome {
  name: string;
  state: string;
  loaded: number;
}

function start(store: string, files: string[]) {
  const args = [
    'import',
    ...files,
    '--store',
    store,
    '--country',
    'ES',
    '--threads',
    '1',
    '--json',
    '--quiet',
  ];
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<Outcome[]>((resolve, reject) => {
    child.on('close', (status) =>
      status === 0 ? resolve(JSON.parse(out)) : reject(new Error(`${status}: ${err}`)),
    );
  });
  // A killed one rejects before anybody asks.
  ended.catch(() => {});
  return { child, ended };
}

/** What a store holds: the set of records, the ledger's sums, and files that the ledger does not know. */
async function contentOf(path: string) {
  const store = await openStore(path, {});
  const { db, folders } = store;
  const lake = join(folders.lake, 'records/*/*.parquet');
  const set = await db.row(
    'SELECT count(*) AS rows, count(DISTINCT record_hash) AS different, bit_xor(record_hash) AS xor FROM read_parquet($lake)',
    { lake },
  );
  const ledger = await db.row(
    `SELECT count(*) AS exports, sum(rows_read)::BIGINT AS rows_read, sum(loaded)::BIGINT AS loaded,
       sum(quarantined)::BIGINT AS quarantined FROM state.ledger`,
  );
  const stray = await db.rows(
    `SELECT file FROM glob($lake) WHERE NOT EXISTS (SELECT 1 FROM state.ledger_files WHERE ends_with(file, path))`,
    { lake },
  );
  const refused = readdirSync(folders.quarantine).length;
  store.close();
  const left = readdirSync(folders.tmp).filter((name) => name !== 'spill');
  return { set, ledger, stray, refused, left };
}

/** Without somebody else at work: 26,000 different calls of 36,000. */
async function aloneIn(store: string, files: string[]) {
  await start(store, files).ended;
  return await contentOf(store);
}

describe('imports side by side into one lake', () => {
  let files: string[];
  let wanted: Awaited<ReturnType<typeof contentOf>>;
  beforeAll(async () => {
    files = exportsIn(join(root, 'inbox'));
    wanted = await aloneIn(join(root, 'alone'), files);
  });

  test('of one process hold what they should', () => {
    expect(wanted).toMatchObject({
      set: { rows: 26_000n, different: 26_000n },
      ledger: { exports: 6n, rows_read: 36_006n, loaded: 26_000n, quarantined: 6n },
      stray: [],
      refused: 6,
      left: [],
    });
  });

  test('with overlapping exports lose nothing and hold nothing twice', async () => {
    const store = join(root, 'overlapping');
    const odd = files.filter((_, i) => i % 2 === 1);
    const even = files.filter((_, i) => i % 2 === 0);
    const outcomes = (await Promise.all([start(store, odd).ended, start(store, even).ended])).flat();
    expect(outcomes.map(({ state }) => state)).toEqual(Array(6).fill('loaded'));
    expect(await contentOf(store)).toEqual(wanted);
  });

  test('of the same exports load each once', async () => {
    const store = join(root, 'same');
    const both = await Promise.all([start(store, files).ended, start(store, files).ended]);
    expect(both.flat().filter(({ state }) => state === 'loaded')).toHaveLength(6);
    expect(both.flat().filter(({ state }) => state === 'already loaded')).toHaveLength(6);
    expect(await contentOf(store)).toEqual(wanted);
  });

  test('go on when one of them is killed, and the next one takes what it left', async () => {
    for (const moment of [150, 400, 700]) {
      const store = join(root, `killed-${moment}`);
      const [victim, other] = [start(store, files), start(store, [...files].reverse())];
      await new Promise((resolve) => setTimeout(resolve, moment));
      victim.child.kill('SIGKILL');
      await other.ended;
      await victim.ended.catch(() => {});
      await start(store, files).ended;
      expect(await contentOf(store)).toEqual(wanted);
    }
  }, 180_000);

  test('leave the other one its temporary files', async () => {
    const store = join(root, 'apart');
    const held = await openStore(store, { shared: true });
    const mine = join(held.folders.tmp, 'half.parquet');
    await held.apart(async () => {
      writeFileSync(mine, 'half');
      await start(store, files.slice(0, 1)).ended;
      expect(readdirSync(held.folders.tmp)).toContain('half.parquet');
    });
    const { n } = await held.db.row<{ n: bigint }>('SELECT count(*) AS n FROM state.ledger');
    expect(n).toBe(1n);
    held.close();
    expect((await contentOf(store)).left).toEqual([]);
  });

  test('wait for one that has the state, and give up when told to', async () => {
    const store = join(root, 'waiting');
    const held = await openStore(store, { shared: true });
    const waiting = start(store, files.slice(0, 1));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(waiting.child.exitCode).toBe(null);
    const control = start(store, files.slice(0, 1));
    control.child.kill('SIGINT');
    await expect(control.ended).rejects.toThrow();
    held.close();
    expect(await waiting.ended).toMatchObject([{ state: 'loaded' }]);
  });

  test('do not wait for a night, which may last', async () => {
    const path = join(root, 'night');
    const night = await openStore(path, {});
    const args = ['import', files[0] ?? '', '--store', path, '--json', '--quiet'];
    const other = spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8' });
    night.close();
    expect(other.status).toBe(4);
    expect(JSON.parse(other.stderr)).toMatchObject({ error: { code: 'STORE_LOCKED' } });
  });
});
