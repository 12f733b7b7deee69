import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import { DuckDb } from '../../src/engine/duckdb.js';
import { publish } from '../../src/publish/publish.js';
import { writeReports } from '../../src/report/reports.js';
import { build, buildSample, contextOf, named, reportInput, temporaryFolder } from '../report/fixture.js';

let ctx: Context;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  ctx = await contextOf(folder.path);
  await buildSample(ctx.store);
  await writeReports(ctx, reportInput());
});

afterEach(() => {
  ctx.store.close();
  folder.remove();
});

async function ask<T extends object>(file: string, sql: string): Promise<T[]> {
  const db = await DuckDb.open({ file, readOnly: true });
  try {
    return await db.rows<T>(sql);
  } finally {
    db.close();
  }
}

describe('the published database', () => {
  test('holds the run, its books and the lake', async () => {
    const file = await publish(ctx, reportInput());
    const rows = await ask<{ table_name: string; table_type: string }>(
      file,
      "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name",
    );
    expect(rows.map((row) => `${row.table_name}: ${row.table_type}`)).toEqual([
      'exports: BASE TABLE',
      'findings: BASE TABLE',
      'heuristics: BASE TABLE',
      'line_window: BASE TABLE',
      'names: BASE TABLE',
      'quality: BASE TABLE',
      'records: VIEW',
      'run: BASE TABLE',
      'scores: BASE TABLE',
      'suspects: BASE TABLE',
    ]);
  });

  test('joins a suspect to its records, each with its export', async () => {
    const file = await publish(ctx, reportInput());
    const rows = await ask(
      file,
      `SELECT s.subject_id, r.day, r.export, count(*) AS n FROM suspects s JOIN records r ON r.line = s.line
       WHERE s.rank = 3 GROUP BY ALL ORDER BY r.day`,
    );
    expect(rows).toEqual([
      { subject_id: named.name, day: new Date('2026-03-01'), export: 'a'.repeat(64), n: 2n },
      { subject_id: named.name, day: new Date('2026-03-03'), export: 'b'.repeat(64), n: 2n },
    ]);
  });

  test('keeps the catalogue with the parameters of the run, and the figures of quality.json', async () => {
    const file = await publish(ctx, reportInput());
    expect(await ask(file, "SELECT params, blind_spots FROM heuristics WHERE name = 'high_volume'")).toEqual([
      { params: '{"limit":1.5}', blind_spots: ['throttled boxes'] },
    ]);
    expect(await ask(file, "SELECT value FROM quality WHERE figure = 'missing_days.0'")).toEqual([
      { value: '2026-03-02' },
    ]);
  });

  test('reads only the files that the state vouches for', async () => {
    const stray = join(ctx.store.folders.lake, 'records/day=2026-03-01', `${'c'.repeat(64)}.parquet`);
    writeFileSync(stray, 'half a file that a killed import left');
    const file = await publish(ctx, reportInput());
    expect(await ask(file, 'SELECT count(*) AS n FROM records')).toEqual([{ n: 20n }]);
  });

  test('a daily table is a view that finds its days', async () => {
    await build(ctx.store, 'line_day', 'SELECT 1 AS line', '2026-03-01');
    await build(ctx.store, 'line_day', 'SELECT 2 AS line', '2026-03-03');
    const input = reportInput();
    const daily = {
      name: 'line_day',
      path: 'daily/line_day.sql',
      title: '',
      grain: 'day' as const,
      reads: ['records'],
      params: {},
      sql: '',
      firstLine: 1,
    };
    const file = await publish(ctx, { ...input, models: [...input.models, daily] });
    expect(await ask(file, "SELECT line FROM line_day WHERE day = DATE '2026-03-03'")).toEqual([{ line: 2 }]);
  });

  test('is for the owner only, and leaves nothing half-made', async () => {
    const file = await publish(ctx, reportInput());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(ctx.store.folders.published)).toEqual(['simhound.duckdb']);
    expect(readdirSync(ctx.store.folders.tmp).filter((name) => name.startsWith('publishing'))).toEqual([]);
  });

  test('is replaced while an analyst in another process holds it open, who keeps the old one', async () => {
    const file = await publish(ctx, reportInput());
    const analyst = await openElsewhere(file);
    try {
      await build(ctx.store, 'line_window', 'SELECT 1 AS line FROM range(99)');
      await publish(ctx, reportInput());
      expect(await ask(file, 'SELECT count(*) AS n FROM line_window')).toEqual([{ n: 99n }]);
      expect(await analyst.ask('SELECT count(*) AS n FROM line_window')).toContain('"2"');
    } finally {
      analyst.process.kill('SIGKILL');
    }
  });

  test('stays with the newest day when an older one is run', async () => {
    const file = await publish(ctx, reportInput('2026-03-03'));
    await writeReports(ctx, reportInput('2026-03-02'));
    await publish(ctx, reportInput('2026-03-02'));
    expect(await ask(file, 'SELECT day FROM run')).toEqual([{ day: new Date('2026-03-03') }]);
  });

  test('what a killed publishing left behind does not stop the next', async () => {
    writeFileSync(join(ctx.store.folders.tmp, 'publishing.duckdb'), 'half a database');
    writeFileSync(join(ctx.store.folders.tmp, 'publishing.duckdb.wal'), 'half a log');
    mkdirSync(join(ctx.store.folders.tmp, 'spill'), { recursive: true });
    expect(existsSync(await publish(ctx, reportInput()))).toBe(true);
  });

  test('a failure leaves the old file and a session that can publish again', async () => {
    const file = await publish(ctx, reportInput());
    const before = statSync(file).ino;
    await expect(publish({ ...ctx, signal: AbortSignal.abort() }, reportInput())).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(statSync(file).ino).toBe(before);
    await publish(ctx, reportInput());
    expect(statSync(file).ino).not.toBe(before);
  });
});

/** A second process with the file open read-only, as an analyst's tool holds it. */
async function openElsewhere(
  file: string,
): Promise<{ process: ChildProcess; ask: (sql: string) => Promise<string> }> {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    import { createInterface } from 'node:readline';
    const instance = await DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    console.log('open');
    for await (const sql of createInterface({ input: process.stdin })) {
      const reader = await connection.runAndReadAll(sql);
      console.log(JSON.stringify(reader.getRowObjectsJson()));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = () =>
    new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  await line();
  return {
    process: child,
    ask: (sql) => {
      const answer = line();
      child.stdin.write(`${sql}\n`);
      return answer;
    },
  };
}
