import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { complaintText, failureOf } from '../../src/cli/complaint.js';
import { colorsFor } from '../../src/cli/io.js';
import { DuckDb } from '../../src/engine/duckdb.js';
import { SimhoundError } from '../../src/errors.js';
import { openStore } from '../../src/store/store.js';
import { pages, simhound } from './streams.js';

let cwd: string;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'simhound-cli-'));
  mkdirSync(join(cwd, 'store/published'), { recursive: true });
  const db = await DuckDb.open({ file: join(cwd, 'store/published/simhound.duckdb') });
  await db.run(`CREATE TABLE suspects AS SELECT range AS rank, e'=cell\\x1b[2J' AS note FROM range(3)`);
  db.close();
});

describe('help', () => {
  it('lists the commands, and each has an example or its exit codes', async () => {
    const { exit, out, err } = await simhound(['--help']);
    expect([exit, err]).toEqual([0, '']);
    const names = [...out.matchAll(/^ {2}simhound (\w+)/gm)].map((match) => match[1] ?? '');
    expect(names).toEqual(
      expect.arrayContaining(['run', 'import', 'query', 'explain', 'models', 'generate', 'completion']),
    );
    for (const name of names.filter((one) => one !== 'completion')) {
      const help = await simhound([name, '--help']);
      expect(help.exit, name).toBe(0);
      expect(help.out, name).toMatch(/Examples:/);
      expect(
        help.out.split('\n').every((line) => line.length <= 100),
        name,
      ).toBe(true);
    }
  });

  it('says the version and prints a completion', async () => {
    const { version }: { version: string } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(await simhound(['--version'])).toEqual({ exit: 0, out: `${version}\n`, err: '' });
    expect((await simhound(['completion'])).out).toContain('begin-simhound-completions');
  });
});

describe('usage errors', () => {
  it.each([
    [[], 'A command is missing.'],
    [['qeury', 'x'], 'Did you mean query?'],
    [['run', '--windowdays', '3'], 'Did you mean --window-days?'],
    [['run', '--quiet', '--verbose'], 'mutually exclusive'],
    [['run', '--top', 'many'], '--top takes a number.'],
    [['run', '--for', '2026-02-30'], '2026-02-30 is not a day.'],
    [['run', '--fail-on', 'all'], 'Invalid values'],
    [['query'], 'Not enough non-option arguments'],
    [['query', 'SELECT 1', '--csv', '--parquet', 'x'], 'mutually exclusive'],
    [['models', '--store'], 'Not enough arguments following: store'],
  ])('%j', async (argv, words) => {
    const { exit, out, err } = await simhound(argv, { cwd });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/^simhound: .*\n→ .*\(USAGE\)\n$/s);
    expect(err).toContain(words);
  });

  it('are one JSON object with --json', async () => {
    const { err, exit } = await simhound(['query', '--json'], { cwd });
    expect(exit).toBe(2);
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'USAGE', exit: 2, what: expect.any(String), todo: expect.any(String) },
    });
    expect(err.trimEnd()).not.toContain('\n');
  });
});

describe('configuration', () => {
  it('comes from the file, the environment and the flags', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simhound-cli-'));
    writeFileSync(join(folder, 'simhound.yaml'), 'treads: 1\n');
    const wrong = await simhound(['query', 'SELECT 1'], { cwd: folder });
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('simhound.yaml:1: there is no key treads.');
    expect(wrong.err).toContain('Did you mean threads?');
    const variable = await simhound(['query', 'SELECT 1'], { cwd, env: { SIMHOUND_THREADS: 'x' } });
    expect(variable.err).toContain('SIMHOUND_THREADS: threads must be a number');
    const flag = await simhound(['query', 'SELECT 1', '--threads', '-3'], { cwd });
    expect(flag.err).toContain('--threads: threads must be at least 0');
  });
});

describe('query', () => {
  it('prints a table whose cells cannot reach the terminal', async () => {
    const { exit, out, err } = await simhound(
      ['query', 'SELECT * FROM suspects ORDER BY rank', '--top', '2'],
      { cwd },
    );
    expect(exit).toBe(0);
    expect(out).toBe('rank  note\n0     =cell\\x1b[2J\n1     =cell\\x1b[2J\n');
    expect(err).toContain('The first 2 rows');
  });

  it('prints CSV and JSON, and nothing else on standard output', async () => {
    const csv = await simhound(['query', 'SELECT rank, note FROM suspects ORDER BY rank LIMIT 1', '--csv'], {
      cwd,
    });
    expect(csv).toEqual({ exit: 0, out: "rank,note\n0,'=cell\u001b[2J\n", err: '' });
    const json = await simhound(['query', 'SELECT rank FROM suspects ORDER BY rank', '--json'], { cwd });
    expect(JSON.parse(json.out)).toEqual([{ rank: 0 }, { rank: 1 }, { rank: 2 }]);
  });

  it.each(['parquet', 'arrow'])('writes %s whole and for the owner, or not at all', async (format) => {
    const file = join(cwd, `answer.${format}`);
    const done = await simhound(['query', 'FROM suspects', `--${format}`, file], { cwd });
    expect(done).toMatchObject({ exit: 0, out: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);
    const failed = await simhound(
      ['query', "SELECT CAST('x' AS INTEGER) FROM suspects", `--${format}`, file],
      { cwd },
    );
    expect(failed.exit).toBe(2);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(cwd).filter((name) => name.includes('.part'))).toEqual([]);
    expect(
      (await simhound(['query', 'FROM suspects', `--${format}`, join(cwd, 'none/x')], { cwd })).exit,
    ).toBe(3);
  });

  it('refuses what is not reading', async () => {
    for (const sql of ["COPY suspects TO 'x'", "ATTACH 'x'", "SELECT * FROM read_csv('/etc/passwd')"]) {
      const { exit, err } = await simhound(['query', sql], { cwd });
      expect([exit, err.includes('(QUERY_REFUSED)')]).toEqual([2, true]);
    }
  });

  it('says that nothing was published, and makes no store by asking', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'simhound-cli-'));
    const { exit, err } = await simhound(['query', 'SELECT 1'], { cwd: empty });
    expect(exit).toBe(3);
    expect(err).toContain('(NOT_PUBLISHED)');
    expect(existsSync(join(empty, 'store'))).toBe(false);
  });
});

describe('errors', () => {
  it('of ours are INTERNAL, without numbers, and with the stack only under --verbose', () => {
    const thrown = new TypeError('cannot read 34600000001');
    const failure = failureOf(thrown, false);
    expect(failure).toMatchObject({ code: 'INTERNAL', exit: 5, what: 'cannot read [number]' });
    expect(failure.detail).toBeUndefined();
    expect(failureOf(thrown, true).detail).toMatch(/TypeError: cannot read \[number\]\n +at /);
  });

  it('reach a terminal without control characters', () => {
    const error = new SimhoundError('INPUT_MISSING', {
      what: 'no a\u001b[2Jb',
      todo: 'look',
      detail: 'x\u0007\ny',
    });
    expect(complaintText(failureOf(error, false), colorsFor(pages().stderr, {}, false))).toBe(
      'simhound: no a\\x1b[2Jb\n  x\\x07\n  y\n→ look (INPUT_MISSING)\n',
    );
  });

  it('are coloured on a terminal only, and not against NO_COLOR or --no-color', async () => {
    const coloured = async (more: Parameters<typeof simhound>[1], ...argv: string[]) =>
      (await simhound(['query', ...argv], { cwd, ...more })).err.includes('\u001b[');
    expect(await coloured({ tty: true })).toBe(true);
    expect(await coloured({ tty: false })).toBe(false);
    expect(await coloured({ tty: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await coloured({ tty: true }, '--no-color')).toBe(false);
  });

  it('say that another run holds the store', async () => {
    // DuckDB's lock holds between processes only.
    const held = mkdtempSync(join(tmpdir(), 'simhound-cli-'));
    const store = await openStore(join(held, 'store'), {});
    const other = spawnSync(process.execPath, [bin, 'models', '--json'], { cwd: held, encoding: 'utf8' });
    store.close();
    expect(other.status).toBe(4);
    expect(JSON.parse(other.stderr)).toMatchObject({ error: { code: 'STORE_LOCKED', exit: 4 } });
  });
});

/** Built by `npm test` before the tests. */
const bin = fileURLToPath(new URL('../../dist/bin/simhound.js', import.meta.url));
const endless = 'SELECT count(*) FROM range(100000000) a, range(1000) b WHERE a.range % 7 = b.range % 5';

describe('the process', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends a running statement on %s with %i', async (signal, code) => {
    const child = spawn(process.execPath, [bin, 'query', endless, '--json'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text) => {
      err += String(text);
    });
    setTimeout(() => child.kill(signal), 1500);
    const [exit, by] = await new Promise<[number | null, string | null]>((resolve) => {
      child.on('close', (status, killed) => resolve([status, killed]));
    });
    expect([exit, by]).toEqual([code, null]);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'INTERRUPTED', exit: code } });
  });

  it('takes a reader that goes early for no error', () => {
    const sql = 'SELECT a.range FROM range(1000) a, range(1000) b';
    const shell = `"${process.execPath}" "${bin}" query "${sql}" --csv | head -n 1; echo "exit \${PIPESTATUS[0]}"`;
    const done = spawnSync('bash', ['-c', shell], { cwd, encoding: 'utf8' });
    expect(done.stdout).toBe('range\nexit 0\n');
    expect(done.stderr).toBe('');
  });
});
