import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { simhound } from './streams.js';

let cwd: string;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'simhound-commands-'));
  // As a night leaves it: a folder by day, and a link to the newest.
  const run = join(cwd, 'store/runs/2026-03-02');
  mkdirSync(run, { recursive: true });
  symlinkSync('2026-03-02', join(cwd, 'store/runs/latest'));
  const generated = await simhound(
    ['generate', '--out', 'network', '--seed', '3', '--lines', '150', '--days', '1', '--formats', 'generic'],
    { cwd },
  );
  expect(generated.exit).toBe(0);
  const db = await DuckDb.open();
  await db.run(
    `CREATE TABLE scores AS SELECT CAST(subject_id AS VARCHAR) AS subject_id, 0.5 AS score,
       row_number() OVER (ORDER BY fraud DESC, subject_id) AS rank
     FROM read_csv(${literal(join(cwd, 'network/truth.csv'))}, types = {'subject_id': 'VARCHAR'})`,
  );
  await db.run(`COPY scores TO ${literal(join(run, 'scores.parquet'))} (FORMAT parquet)`);
  await db.run(
    `COPY (SELECT rank, 'line' AS subject_type, subject_id, 'block' AS tier, score FROM scores WHERE rank <= 2)
     TO ${literal(join(run, 'suspects.parquet'))} (FORMAT parquet)`,
  );
  db.close();
});

describe('generate', () => {
  it('writes a network, the same for the same seed', async () => {
    const again = [
      'generate',
      '--out',
      'twin',
      '--seed',
      '3',
      '--lines',
      '150',
      '--days',
      '1',
      '--formats',
      'generic',
    ];
    const { exit, out } = await simhound([...again, '--json'], { cwd });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ lines: 150, files: expect.any(Array) });
    for (const name of readdirSync(join(cwd, 'network/exports'))) {
      expect(readFileSync(join(cwd, 'twin/exports', name), 'utf8')).toBe(
        readFileSync(join(cwd, 'network/exports', name), 'utf8'),
      );
    }
    expect(existsSync(join(cwd, 'network/reference/lines.csv'))).toBe(true);
  });

  it('leaves out the reference tables when asked', async () => {
    const argv = ['generate', '--out', 'bare', '--lines', '120', '--days', '1', '--bare', '--compress', 'gz'];
    expect((await simhound(argv, { cwd })).exit).toBe(0);
    expect(existsSync(join(cwd, 'bare/reference'))).toBe(false);
    expect(readdirSync(join(cwd, 'bare/exports')).every((name) => name.endsWith('.gz'))).toBe(true);
  });

  it('passes on what the network is to be like, and says where it lies', async () => {
    const argv = [
      'generate',
      '--out',
      'hard',
      '--lines',
      '150',
      '--days',
      '1',
      '--ranges',
      'judging',
      '--fixed-only',
    ];
    const { exit, out } = await simhound(
      [...argv, '--withhold', 'imei,mt', '--withhold', 'reference', '--json'],
      {
        cwd,
      },
    );
    expect(exit).toBe(0);
    expect(existsSync(join(cwd, 'hard/reference'))).toBe(false);
    const { country } = JSON.parse(out) as { country: string };
    expect(JSON.parse(readFileSync(join(cwd, 'hard/network.json'), 'utf8'))).toMatchObject({
      ranges: 'judging',
      fixed_only: true,
      withhold: ['imei', 'mt', 'reference'],
      country,
    });
  });

  it.each([
    ['--lines', '3'],
    ['--from', '2026-13-01'],
    ['--mechanisms', 'none_such'],
    ['--country', 'XX'],
    ['--withhold', 'imei,names'],
    ['--ranges', 'guessing'],
    ['--imperfect', '2'],
  ])('refuses %s %s', async (flag, value) => {
    const { exit } = await simhound(['generate', '--out', 'refused', flag, value], { cwd });
    expect(exit).toBe(2);
    expect(existsSync(join(cwd, 'refused/truth.csv'))).toBe(false);
  });
});

describe('evaluate', () => {
  it('prints a table, or JSON', async () => {
    const table = await simhound(['evaluate', '--truth', 'network/truth.csv'], { cwd });
    expect(table).toMatchObject({ exit: 0, err: '' });
    // Every line that left a record: the header and the last line end are no lines.
    const lines = readFileSync(join(cwd, 'network/truth.csv'), 'utf8').split('\n').length - 2;
    expect(table.out).toContain(`${lines} lines scored`);
    const json = await simhound(['evaluate', '--truth', 'network/truth.csv', '--json'], { cwd });
    expect(JSON.parse(json.out)).toMatchObject({ scored: lines, recall_at_n: 1, average_precision: 1 });
  });

  it('says what is missing', async () => {
    expect((await simhound(['evaluate', '--truth', 'none.csv'], { cwd })).exit).toBe(3);
    expect(
      (await simhound(['evaluate', '--truth', 'network/truth.csv', '--for', '2020-01-01'], { cwd })).exit,
    ).toBe(3);
    expect(
      (await simhound(['evaluate', '--truth', 'network/truth.csv', '--for', 'today'], { cwd })).exit,
    ).toBe(2);
  });
});

describe('explain', () => {
  it('says that nothing was published', async () => {
    const { exit, err } = await simhound(['explain', '34600000001', '--json'], { cwd });
    expect(exit).toBe(3);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'NOT_PUBLISHED' } });
  });
});

describe('the log file', () => {
  it('is appended to, for the owner, and has the errors', async () => {
    for (const turn of [1, 2]) {
      await simhound(['explain', '34600000001', '--quiet', '--log-file', 'night.jsonl'], { cwd });
      const lines = readFileSync(join(cwd, 'night.jsonl'), 'utf8').trim().split('\n');
      expect(lines).toHaveLength(turn);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
        level: 'error',
        code: 'NOT_PUBLISHED',
        msg: 'failed',
      });
    }
    expect(statSync(join(cwd, 'night.jsonl')).mode & 0o777).toBe(0o600);
    expect((await simhound(['explain', 'x', '--log-file', 'none/night.jsonl'], { cwd })).exit).toBe(3);
  });
});
