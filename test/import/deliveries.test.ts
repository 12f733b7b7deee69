import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importExports } from '../../src/import/exports.js';
import { lines, openPlace, type Place, snapshot } from './fixture.js';

const header = 'caller,callee,start_time,duration,imsi,imei,cell';
const call = (i: number) =>
  `3460000${1000 + (i % 50)},3460001${1000 + ((i * 7) % 900)},2024-03-0${4 + (i % 3)} 10:${two((i % 3600) / 60)}:${two(i % 60)},${i % 300},2140700000${10000 + (i % 50)},35693803${100000 + (i % 40)}0,A-${i % 9}`;
const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
const calls = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => call(from + i));
const hashes = async (place: Place) =>
  (await place.records('record_hash')).map(({ record_hash }) => record_hash as bigint).sort();

describe('duplicates', () => {
  test('within an export are counted and dropped', async () => {
    const place = await openPlace();
    const rows = calls(0, 300);
    const outcome = await place.load(
      place.file('a.csv', lines(header, ...rows, ...rows.slice(0, 20), ...rows.slice(5, 9))),
    );
    expect(outcome).toMatchObject({ rows_read: 324, loaded: 300, duplicates: 24 });
    expect(new Set(await hashes(place)).size).toBe(300);
  });

  test('the same export by another name, and compressed', async () => {
    const place = await openPlace();
    const content = lines(header, ...calls(0, 300));
    const first = await place.load(place.file('a.csv', content));
    expect(await place.load(place.file('b.csv', content))).toMatchObject({
      state: 'already loaded',
      export: first.export,
    });
    expect(await place.load(place.file('a.csv.gz', gzipSync(content)))).toMatchObject({
      state: 'loaded',
      loaded: 0,
      duplicates: 300,
    });
    expect(await place.records('line')).toHaveLength(300);
  });

  test('records that differ in one field are two', async () => {
    const place = await openPlace();
    const one = call(1);
    const others = [
      one.replace(',1,', ',2,'),
      one.replace('A-1', 'A-2'),
      one.replace('10:00:01', '10:00:02'),
      one.replace('34600001', '34600002'),
    ];
    expect(await place.load(place.file('a.csv', lines(header, one, ...others)))).toMatchObject({
      loaded: 5,
      duplicates: 0,
    });
  });

  test('in overlapping exports: either order ends in the same records', async () => {
    const [a, b] = [lines(header, ...calls(0, 400)), lines(header, ...calls(250, 700).reverse())];
    const sets: bigint[][] = [];
    for (const order of [
      [a, b],
      [b, a],
    ]) {
      const place = await openPlace();
      const outcomes = [];
      for (const [i, content] of order.entries())
        outcomes.push(await place.load(place.file(`${i}.csv`, content)));
      expect(outcomes[1]).toMatchObject({ duplicates: 150 });
      sets.push(await hashes(place));
    }
    expect(sets[0]).toHaveLength(700);
    expect(sets[0]).toEqual(sets[1]);
  });

  test('importing the same files twice changes nothing on disk', async () => {
    const place = await openPlace();
    const files = [
      place.file('a.csv', lines(header, ...calls(0, 50), 'footer')),
      place.file('b.csv', lines(header, ...calls(40, 90))),
    ];
    await place.import(...files);
    const before = [snapshot(join(place.path, 'store/lake')), snapshot(join(place.path, 'store/quarantine'))];
    const [a, b] = await place.import(...files);
    expect([a, b]).toMatchObject([{ state: 'already loaded' }, { state: 'already loaded' }]);
    expect([
      snapshot(join(place.path, 'store/lake')),
      snapshot(join(place.path, 'store/quarantine')),
    ]).toEqual(before);
  });
});

describe('what cannot be imported', () => {
  test('is told of by name, and the others go on', async () => {
    const place = await openPlace();
    mkdirSync(join(place.path, 'folder'));
    const good = place.file('z.csv', lines(header, ...calls(0, 10)));
    const outcomes = await place.import(
      join(place.path, 'missing.csv'),
      join(place.path, 'folder'),
      place.file('empty.csv', ''),
      place.file('binary.csv', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))),
      place.file('archive.csv', Buffer.from('PK\x03\x04 and so on')),
      place.file('prose.csv', 'Dear all,\nthere is no export tonight.\n'),
      place.file('cut.csv.gz', gzipSync(lines(header, ...calls(0, 5000))).subarray(0, 9000)),
      good,
    );
    const told = Object.fromEntries(
      outcomes.map((one) => [
        one.name,
        one.state === 'failed' ? [one.error.code, one.error.exitCode] : one.state,
      ]),
    );
    expect(told).toEqual({
      'missing.csv': ['INPUT_MISSING', 3],
      folder: ['INPUT_UNREADABLE', 3],
      'empty.csv': ['INPUT_UNREADABLE', 3],
      'binary.csv': ['INPUT_UNREADABLE', 3],
      'archive.csv': ['INPUT_UNREADABLE', 3],
      'prose.csv': ['INPUT_UNRECOGNISED', 3],
      'cut.csv.gz': ['INPUT_UNREADABLE', 3],
      'z.csv': 'loaded',
    });
    expect(readdirSync(join(place.path, 'store/tmp')).filter((name) => name !== 'spill')).toEqual([]);
    expect(readdirSync(join(place.path, 'store/quarantine'))).toEqual([]);
  });

  test('no error names a number of a subscriber', async () => {
    const place = await openPlace();
    const [outcome] = await place.import(
      place.file(
        'a.csv',
        lines('what,ever,is,this', ...calls(0, 20).map((row) => row.split(',').slice(0, 4).join(','))),
      ),
    );
    expect(outcome?.state).toBe('failed');
    if (outcome?.state === 'failed')
      expect(`${outcome.error.message} ${outcome.error.detail}`).not.toMatch(/\d{6}/);
  });

  test('a file that grows while it is read is not taken for the whole', async () => {
    const place = await openPlace({ threads: 1 });
    const file = place.file('a.csv', lines(header, ...calls(0, 60_000)));
    const timer = setInterval(() => appendFileSync(file, `${call(1)}\n`), 2);
    const [outcome] = await place.import(file);
    clearInterval(timer);
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { code: 'INPUT_UNREADABLE', message: 'a.csv changed while it was being read.' },
    });
    expect(await place.records('line')).toEqual([]);
    expect(await place.load(file)).toMatchObject({ state: 'loaded' });
  });

  test('an import that is interrupted says so and leaves no record', async () => {
    const place = await openPlace();
    const control = new AbortController();
    control.abort();
    const file = place.file('a.csv', lines(header, ...calls(0, 10)));
    await expect(importExports({ ...place.context, signal: control.signal }, [file])).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(await place.records('line')).toEqual([]);
  });
});

test('a glob takes what matches, once, and none is no failure', async () => {
  const place = await openPlace();
  place.file('inbox/a.csv', lines(header, ...calls(0, 10)));
  const b = place.file('inbox/b.csv', lines(header, ...calls(10, 20)));
  place.file('inbox/readme.txt', 'no export');
  const outcomes = await place.import(join(place.path, 'inbox/*.csv'), b);
  expect(outcomes.map(({ name, state }) => [name, state])).toEqual([
    ['a.csv', 'loaded'],
    ['b.csv', 'loaded'],
  ]);
  expect(await place.import(join(place.path, 'inbox/*.parquet'))).toEqual([]);
});

/** Imports in a process of its own, which says when it begins; the built package, as it is run. */
function child(place: Place, files: string[], input?: string) {
  const script = join(place.path, 'child.mjs');
  const at = (path: string) => JSON.stringify(fileURLToPath(new URL(`../../dist/${path}`, import.meta.url)));
  writeFileSync(
    script,
    `const { importExports } = await import(${at('import/exports.js')});
     const { openStore } = await import(${at('store/store.js')});
     const config = ${JSON.stringify(place.context.config)};
     const store = await openStore(config.store, { memoryLimit: '1GB', threads: config.threads });
     const quiet = { debug() {}, info() {}, warn() {}, error() {} };
     console.log('begin');
     const outcomes = await importExports({ config, store, log: quiet, progress: { stage: () => ({ advance() {}, end() {} }) },
       signal: new AbortController().signal }, ${JSON.stringify(files)});
     console.log(JSON.stringify(outcomes));
     store.close();`,
  );
  const process = spawn('node', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  process.stdin.end(input ?? '');
  let out = '';
  const begun = new Promise<void>((resolve) => {
    process.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('begin')) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => process.on('close', () => resolve(out)));
  return { begun, ended, kill: () => process.kill('SIGKILL') };
}

const ledgerOf = async (place: Place) =>
  await place.context.store.db.rows(
    'SELECT name, digest, loaded, duplicates, quarantined FROM state.ledger ORDER BY name',
  );

test('standard input is an export like any other', async () => {
  const place = await openPlace();
  place.context.store.close();
  const out = await child(place, ['-'], lines(header, ...calls(0, 30))).ended;
  expect(JSON.parse(out.split('\n')[1] ?? '')).toMatchObject([
    { state: 'loaded', name: 'standard input', loaded: 30 },
  ]);
  expect(readdirSync(join(place.path, 'store/tmp')).filter((name) => name !== 'spill')).toEqual([]);
});

describe('the same lake, whatever happens', () => {
  const exports = (place: Place) =>
    [0, 1, 2, 3].map((n) =>
      place.file(
        `${n}.csv`,
        lines(
          header,
          ...calls(n * 25_000, n * 25_000 + 30_000),
          'footer',
          `3.46E+10,${call(n).split(',').slice(1).join(',')}`,
        ),
      ),
    );

  test('with one thread and with two', async () => {
    const ledgers = [];
    for (const threads of [1, 2]) {
      const place = await openPlace({ threads });
      await place.import(...exports(place));
      ledgers.push(await ledgerOf(place));
    }
    expect(ledgers[0]).toHaveLength(4);
    expect(ledgers[0]).toEqual(ledgers[1]);
  });

  test('killed at any moment and run again', async () => {
    const calm = await openPlace();
    const begin = Date.now();
    await calm.import(...exports(calm));
    const took = Date.now() - begin;
    const wanted = [await ledgerOf(calm), await hashes(calm)];
    const { openStore } = await import('../../src/store/store.js');
    for (const moment of [0.05, 0.3, 0.6, 0.85]) {
      const place = await openPlace();
      place.context.store.close();
      const files = exports(place);
      const running = child(place, files);
      await running.begun;
      await new Promise((resolve) => setTimeout(resolve, took * moment));
      running.kill();
      await running.ended;
      place.context.store = await openStore(place.context.config.store, { memoryLimit: '1GB', threads: 2 });
      for (const file of files) await place.load(file);
      expect([await ledgerOf(place), await hashes(place)]).toEqual(wanted);
      const inLake = readdirSync(join(place.path, 'store/lake/records'), {
        recursive: true,
        encoding: 'utf8',
      });
      const known = await place.context.store.db.rows('SELECT path FROM state.ledger_files');
      expect(inLake.filter((path) => path.endsWith('.parquet'))).toHaveLength(known.length);
    }
  }, 180_000);
});

test('what is kept is for the owner only', async () => {
  const place = await openPlace();
  await place.load(place.file('a.csv', lines(header, ...calls(0, 20), 'footer')));
  for (const folder of ['lake', 'quarantine']) {
    const root = join(place.path, 'store', folder);
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const stats = statSync(join(root, path));
      expect([path, (stats.mode & 0o777).toString(8)]).toEqual([path, stats.isFile() ? '600' : '700']);
    }
  }
});
