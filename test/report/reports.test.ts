import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import { literal } from '../../src/engine/duckdb.js';
import { SimhoundError } from '../../src/errors.js';
import { writeReports } from '../../src/report/reports.js';
import { build, buildSample, contextOf, named, reportInput, temporaryFolder } from './fixture.js';

let ctx: Context;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  ctx = await contextOf(folder.path);
  await buildSample(ctx.store);
});

afterEach(() => {
  ctx.store.close();
  folder.remove();
});

/** Everything a run wrote, name by name, as hex of its bytes. */
function bytesOf(run: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(run)
      .sort()
      .map((name) => [name, readFileSync(join(run, name)).toString('hex')]),
  );
}

describe('the reports of a run', () => {
  test.each([
    'suspects.csv',
    'suspects.jsonl',
    'devices.csv',
    'near_misses.csv',
    'victims.csv',
    'quality.json',
  ])('%s is as it was', async (name) => {
    const { folder: run } = await writeReports(ctx, reportInput());
    await expect(readFileSync(join(run, name), 'utf8')).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('count what they hold', async () => {
    const outcome = await writeReports(ctx, reportInput());
    expect(outcome).toMatchObject({ suspects: { block: 1, review: 1, watch: 1 }, lines: 4, findings: 6 });
    expect(outcome.outputs.map((output) => output.name)).toEqual([
      'devices.csv',
      'findings.parquet',
      'near_misses.csv',
      'quality.json',
      'scores.parquet',
      'suspects.csv',
      'suspects.jsonl',
      'suspects.parquet',
      'victims.csv',
    ]);
  });

  test('scores.parquet has every line by rank', async () => {
    const { folder: run } = await writeReports(ctx, reportInput());
    const rows = await ctx.store.db.rows(
      `SELECT * FROM read_parquet(${literal(join(run, 'scores.parquet'))})`,
    );
    expect(rows).toEqual([
      { subject_id: '34600000001', score: 0.9, rank: 1n },
      { subject_id: '34600000002', score: 0.7, rank: 2n },
      { subject_id: named.name, score: 0.25, rank: 3n },
      { subject_id: '34600000004', score: 0, rank: 4n },
    ]);
  });

  test('findings.parquet says whom each finding is about, with its window and sentence', async () => {
    const { folder: run } = await writeReports(ctx, reportInput());
    const [first] = await ctx.store.db.rows(
      `SELECT * FROM read_parquet(${literal(join(run, 'findings.parquet'))})`,
    );
    expect(first).toEqual({
      rank: 1n,
      subject_type: 'line',
      subject_id: '34600000001',
      heuristic: 'many_sims',
      family: 'device',
      about_type: 'device',
      about_id: '01234567890123',
      strength: 0.9,
      evidence: 0.9,
      value: 2,
      threshold: 2,
      unit: 'lines',
      window_from: new Date('2026-03-01'),
      window_to: new Date('2026-03-03'),
      reason: '2 lines were worked from device 01234567890123',
    });
  });

  test('are the same bytes again, with one thread too', async () => {
    const first = bytesOf((await writeReports(ctx, reportInput())).folder);
    expect(bytesOf((await writeReports(ctx, reportInput())).folder)).toEqual(first);
    ctx.store.close();
    ctx = await contextOf(folder.path, 1);
    expect(bytesOf((await writeReports(ctx, reportInput())).folder)).toEqual(first);
  });

  test('a manifest names the bytes of the others, and neither times nor paths', async () => {
    const { folder: run, outputs } = await writeReports(ctx, reportInput());
    const text = readFileSync(join(run, 'manifest.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      day: '2026-03-03',
      exports: ['a'.repeat(64), 'b'.repeat(64)],
      params: { high_volume: { limit: 1.5 } },
      outputs,
    });
    expect(text).not.toContain(folder.path);
    expect(readFileSync(join(run, 'quality.json'), 'utf8')).not.toContain('/somewhere/else');
  });

  test('count the alarms of earlier days and of this one, not of later ones', async () => {
    const alarms = async (day: string) => {
      const { folder: run } = await writeReports(ctx, reportInput(day));
      const rows = await ctx.store.db.rows<{ alarms: bigint }>(
        `SELECT alarms FROM read_parquet(${literal(join(run, 'suspects.parquet'))}) ORDER BY rank`,
      );
      return rows.map((row) => Number(row.alarms));
    };
    expect(await alarms('2026-03-02')).toEqual([1, 1, 0]);
    expect(await alarms('2026-03-03')).toEqual([2, 2, 0]);
    expect(await alarms('2026-03-03')).toEqual([2, 2, 0]);
    expect(await alarms('2026-03-02')).toEqual([1, 1, 0]);
  });

  test.each(['parquet', 'csv'])(
    'quality.json tells why rows were refused, from a quarantine in %s',
    async (format) => {
      const file = join(ctx.store.folders.quarantine, `${'a'.repeat(64)}.${format}`);
      const rows = `SELECT n AS line, CASE WHEN n = 0 THEN 'time_implausible' ELSE 'number_rounded' END AS reason,
      'a "row", with\n' || n AS text FROM range(3) AS t(n)`;
      await ctx.store.db.run(`COPY (${rows}) TO ${literal(file)} (FORMAT ${format})`);
      const { quality } = await writeReports(ctx, reportInput());
      expect(quality.exports.map((found) => found.quarantined_by_reason)).toEqual([
        { number_rounded: 2, time_implausible: 1 },
        {},
      ]);
    },
  );

  test('are for the owner only', async () => {
    const { folder: run } = await writeReports(ctx, reportInput());
    expect(statSync(run).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(run)) expect(statSync(join(run, name)).mode & 0o777).toBe(0o600);
  });

  test('latest points to the newest day, also after an older one was run', async () => {
    await writeReports(ctx, reportInput('2026-03-03'));
    await writeReports(ctx, reportInput('2026-03-02'));
    expect(readlinkSync(join(ctx.store.folders.runs, 'latest'))).toBe('2026-03-03');
  });

  test('of a night without suspects are there, and empty', async () => {
    const { lake } = ctx.store.folders;
    for (const table of [
      'findings',
      'suspects',
      'near_misses',
      'victims',
      'high_volume',
      'many_sims',
      'moves_about',
    ]) {
      const file = join(lake, table, 'key.parquet');
      await build(ctx.store, table, `SELECT * FROM (FROM read_parquet(${literal(file)})) WHERE false`);
    }
    const { folder: run } = await writeReports(ctx, reportInput());
    expect(readFileSync(join(run, 'suspects.csv'), 'utf8')).toMatch(/^rank,subject_type,[a-z_,]+\n$/);
    expect(readFileSync(join(run, 'suspects.jsonl'), 'utf8')).toBe('');
    for (const [name, rows] of [
      ['suspects', 0n],
      ['findings', 0n],
      ['scores', 4n],
    ] as const) {
      const file = literal(join(run, `${name}.parquet`));
      expect(await ctx.store.db.row(`SELECT count(*) AS rows FROM read_parquet(${file})`)).toEqual({ rows });
    }
  });

  test('interrupted at any step leave the run of before, and come out the same afterwards', async () => {
    const { folder: run } = await writeReports(ctx, reportInput());
    const before = bytesOf(run);
    const changed = { ...reportInput(), params: { high_volume: { limit: 9 } } };
    let steps = 0;
    for (let interrupted = true; interrupted; steps++) {
      let left = steps;
      const signal = Object.defineProperty(new EventTarget(), 'aborted', {
        get: () => left-- <= 0,
      }) as AbortSignal;
      interrupted = await writeReports({ ...ctx, signal }, changed).then(
        () => false,
        (thrown: unknown) => thrown instanceof SimhoundError && thrown.code === 'INTERRUPTED',
      );
      if (interrupted) expect(bytesOf(run)).toEqual(before);
    }
    expect(steps).toBeGreaterThan(9);
    expect(bytesOf(run)).not.toEqual(before);
    await writeReports(ctx, reportInput());
    expect(bytesOf(run)).toEqual(before);
  });

  test('a signal in the middle of a statement is told as such', async () => {
    await manySuspects(ctx);
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
      ctx.store.db.interrupt();
    }, 20);
    const stopped = writeReports({ ...ctx, signal: controller.signal }, reportInput());
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(readdirSync(ctx.store.folders.runs)).toEqual([]);
    expect((await writeReports(ctx, reportInput())).suspects.block).toBe(25_000);
  });

  // Beside other tests the processor's own time grows, too: the least of three counts.
  test('25,000 suspects with six findings each take under two seconds of work', { retry: 2 }, async () => {
    await manySuspects(ctx);
    // Time of the processor on all threads: what else runs on the machine does not count.
    const started = process.cpuUsage();
    const { suspects, findings } = await writeReports(ctx, reportInput());
    expect(suspects.block).toBe(25_000);
    expect(findings).toBe(150_000);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

async function manySuspects({ store }: Context): Promise<void> {
  const lines = 'SELECT 34600000000 + n AS line, n FROM range(25000) AS t(n)';
  await build(store, 'scores', `SELECT line, 0.9::DOUBLE AS score, n + 1 AS rank FROM (${lines})`);
  await build(
    store,
    'suspects',
    `SELECT n + 1 AS rank, line, 'block' AS tier, 0.9::DOUBLE AS score, 'bypass box' AS typology, 3::BIGINT AS families,
       'traffic device' AS family_list, TIMESTAMP '2026-03-01' AS first_seen, TIMESTAMP '2026-03-02' AS last_seen
     FROM (${lines})`,
  );
  const table = `SELECT 'device' AS subject_type, 35000000000000 + k AS subject_id, line, 0.5::DOUBLE AS strength, k::DOUBLE AS value,
    1::DOUBLE AS threshold, 0.25::DOUBLE AS unanswered_share, 35000000000000 + k AS imei, line AS other_line
    FROM (${lines}), range(2) AS s(k)`;
  for (const name of ['high_volume', 'many_sims', 'moves_about']) await build(store, name, table);
  const union = ['high_volume', 'many_sims', 'moves_about'].map(
    (
      name,
    ) => `SELECT '${name}' AS heuristic, 'traffic' AS family, subject_type, subject_id, line, strength, value, threshold,
      strength AS evidence FROM (${table})`,
  );
  await build(store, 'findings', union.join(' UNION ALL '));
}
