import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';

// The built command on the sample data, as whole processes: what the schedule runs.
const bin = join(import.meta.dirname, '../../dist/bin/simhound.js');
const config = join(import.meta.dirname, '../../sample-data/simhound.yaml');
const golden = join(import.meta.dirname, '../golden/sample-suspects.csv');
const root = mkdtempSync(join(tmpdir(), 'simhound-night-'));
let undisturbed: string;
/** Milliseconds of the undisturbed night. */
let whole: number;

function run(store: string, ...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  const args = [bin, 'run', '--config', config, '--store', store, '--json', ...flags];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

function suspectsOf(store: string): string {
  return readFileSync(join(store, 'runs/latest/suspects.csv'), 'utf8');
}

beforeAll(() => {
  undisturbed = join(root, 'undisturbed');
  const clock = performance.now();
  const { status, stderr } = run(undisturbed);
  whole = performance.now() - clock;
  if (status !== 0) throw new Error(`the night ended with ${status}: ${stderr}`);
}, 120_000);

afterAll(() => rmSync(root, { recursive: true }));

describe('the night on the sample data', () => {
  it('gives the suspects of the golden run', () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, suspectsOf(undisturbed));
    expect(suspectsOf(undisturbed)).toBe(readFileSync(golden, 'utf8'));
  });

  it('puts fraud first and no look-alike into the block tier', async () => {
    const db = await DuckDb.open();
    const row = await db.row<{ n: bigint; confirmed: bigint; wrong: bigint }>(
      `WITH truth AS (SELECT * FROM read_csv($truth, header = true, columns = {subject_id: 'VARCHAR', fraud: 'INTEGER',
         kind: 'VARCHAR'})), fraud AS (SELECT count(*) AS n FROM truth WHERE fraud = 1)
       SELECT (SELECT n FROM fraud) AS n,
         count(*) FILTER (t.fraud = 1 AND s.rank <= (SELECT n FROM fraud)) AS confirmed,
         count(*) FILTER (COALESCE(t.fraud, 0) = 0 AND s.tier = 'block') AS wrong
       FROM read_parquet($suspects) s LEFT JOIN truth t USING (subject_id)`,
      {
        truth: join(import.meta.dirname, '../../sample-data/truth.csv'),
        suspects: join(undisturbed, 'runs/latest/suspects.parquet'),
      },
    );
    db.close();
    expect(Number(row.n)).toBeGreaterThan(20);
    expect(Number(row.confirmed)).toBeGreaterThanOrEqual(0.95 * Number(row.n));
    expect(Number(row.wrong)).toBe(0);
  });

  it('changes nothing when it is run again', () => {
    const before = suspectsOf(undisturbed);
    const lake = fingerprint(join(undisturbed, 'lake'));
    expect(run(undisturbed).status).toBe(0);
    expect(suspectsOf(undisturbed)).toBe(before);
    expect(fingerprint(join(undisturbed, 'lake'))).toEqual(lake);
  });

  it.each(['1', '2'])('gives the same bytes with %s thread(s)', (threads) => {
    const store = join(root, `threads-${threads}`);
    expect(run(store, '--threads', threads).status).toBe(0);
    expect(suspectsOf(store)).toBe(suspectsOf(undisturbed));
  });

  it('shows what it writes to its owner only', () => {
    for (const path of readdirSync(undisturbed, { recursive: true, encoding: 'utf8' })) {
      const { mode } = statSync(join(undisturbed, path));
      expect((mode & 0o077).toString(8), path).toBe('0');
    }
  });

  it('logs no number of a subscriber', () => {
    const log = join(root, 'night.jsonl');
    expect(run(join(root, 'logged'), '--log-file', log, '--verbose').status).toBe(0);
    const numbers = suspectsOf(undisturbed).match(/\b34\d{9}\b/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    const text = readFileSync(log, 'utf8');
    for (const number of new Set(numbers)) expect(text).not.toContain(number);
  });

  it('refuses a second run on the same store while one is at work', async () => {
    const store = join(root, 'locked');
    const first = spawn(process.execPath, [bin, 'run', '--config', config, '--store', store], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => first.on('exit', resolve));
    while (!existsSync(join(store, 'state.duckdb'))) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = run(store);
    expect(await ended).toBe(0);
    expect(second.status).toBe(4);
    expect(second.stderr).toMatch(/STORE_LOCKED/);
  });

  it('is not stopped by an analyst who holds the published file open', async () => {
    const store = join(root, 'held');
    expect(run(store).status).toBe(0);
    const analyst = await DuckDb.open({ file: join(store, 'published/simhound.duckdb'), readOnly: true });
    const before = await analyst.rows('SELECT count(*) AS n FROM suspects');
    expect(run(store, '--window-days', '5').status).toBe(0);
    expect(await analyst.rows('SELECT count(*) AS n FROM suspects')).toEqual(before);
    analyst.close();
  });
});

describe('a night that is killed', () => {
  // The moments are spread over the whole run, so that import, build, reports and publishing are all hit.
  it.each([0.1, 0.3, 0.5, 0.7, 0.8, 0.88, 0.94, 0.98])(
    'at %f of its time ends in the same bytes',
    async (share) => {
      const store = join(root, `killed-${share}`);
      const victim = spawn(process.execPath, [bin, 'run', '--config', config, '--store', store], {
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => victim.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, share * whole));
      victim.kill('SIGKILL');
      await ended;
      const { status, stderr } = run(store);
      expect(status, stderr).toBe(0);
      expect(suspectsOf(store)).toBe(suspectsOf(undisturbed));
      expect(readFileSync(join(store, 'runs/latest/manifest.json'), 'utf8')).toBe(
        readFileSync(join(undisturbed, 'runs/latest/manifest.json'), 'utf8'),
      );
    },
    120_000,
  );
});

/** Names and sizes of all files below a folder. */
function fingerprint(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).size}`);
}
