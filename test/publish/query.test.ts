import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { SimhoundError } from '../../src/errors.js';
import { csvText, jsonText, textRows, writeParquet } from '../../src/publish/answer.js';
import { writeArrow } from '../../src/publish/arrow.js';
import { type PublishedQuery, queryPublished } from '../../src/publish/query.js';

let store: string;
let published: string;

beforeAll(async () => {
  store = mkdtempSync(join(tmpdir(), 'simhound-query-test-'));
  published = join(store, 'published/simhound.duckdb');
  for (const folder of ['lake/records/day=2026-03-02', 'published', 'quarantine']) {
    mkdirSync(join(store, folder), { recursive: true });
  }
  const lakeFile = join(store, 'lake/records/day=2026-03-02/a.parquet');
  const db = await DuckDb.open({ file: published });
  await db.run(
    `COPY (SELECT CAST(range AS BIGINT) AS line FROM range(5000)) TO ${literal(lakeFile)} (FORMAT parquet)`,
  );
  await db.run(
    `COPY (SELECT 1 AS secret) TO ${literal(join(store, 'quarantine/q.parquet'))} (FORMAT parquet)`,
  );
  await db.run(
    `CREATE TABLE suspects AS SELECT CAST(1 AS BIGINT) AS rank, '34600000001' AS subject_id, 'block' AS tier`,
  );
  await db.run(
    `CREATE VIEW records AS SELECT * FROM read_parquet([${literal(lakeFile)}], hive_partitioning = true)`,
  );
  db.close();
  const state = await DuckDb.open({ file: join(store, 'state.duckdb') });
  await state.run('CREATE TABLE ledger AS SELECT 1 AS secret');
  state.close();
  writeFileSync(join(store, 'secret.csv'), 'secret\n1\n');
});

async function rowsOf(sql: string): Promise<(string | null)[][]> {
  return await queryPublished(published, sql, async (query) => {
    const rows = [];
    for await (const chunk of textRows(query)) rows.push(...chunk);
    return rows;
  });
}

async function text(sql: string, format: (query: PublishedQuery) => AsyncGenerator<string>): Promise<string> {
  return await queryPublished(published, sql, async (query) => {
    let all = '';
    for await (const part of format(query)) all += part;
    return all;
  });
}

async function refusal(sql: string): Promise<SimhoundError> {
  try {
    await rowsOf(sql);
  } catch (thrown) {
    if (thrown instanceof SimhoundError) return thrown;
    throw thrown;
  }
  throw new Error(`was answered: ${sql}`);
}

describe('what is answered', () => {
  it.each([
    ['SELECT tier, count(*) FROM suspects GROUP BY tier', [['block', '1']]],
    ['FROM suspects SELECT rank;', [['1']]],
    ['WITH s AS (SELECT 1 AS a) SELECT * FROM s -- done', [['1']]],
    ["SELECT 'a;--b' AS x;  /* end */ ;", [['a;--b']]],
    ["SELECT '--' AS x", [['--']]],
    ['VALUES (1), (2)', [['1'], ['2']]],
    ['SELECT count(*), min(day) FROM records', [['5000', '2026-03-02']]],
    ['SELECT * FROM unnest([1, NULL])', [['1'], [null]]],
    ['SHOW TABLES', [['records'], ['suspects']]],
    ['SELECT line FROM records ORDER BY line DESC LIMIT 2', [['4999'], ['4998']]],
    ['SELECT count_if(regexp_like(subject_id, $$^34$$)) FROM suspects', [['1']]],
  ])('%s', async (sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows);
  });

  it('DESCRIBE and SUMMARIZE', async () => {
    expect((await rowsOf('DESCRIBE suspects')).map(([name]) => name)).toEqual(['rank', 'subject_id', 'tier']);
    expect(await rowsOf('SUMMARIZE suspects')).toHaveLength(3);
  });
});

describe('what is refused', () => {
  it.each([
    "COPY suspects TO '/tmp/simhound-stolen.csv'",
    "COPY (SELECT 1) TO '/tmp/simhound-stolen.csv'",
    "ATTACH 'STORE/state.duckdb' AS s",
    'DETACH simhound',
    'USE memory',
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM READ_CSV('/etc/passwd')",
    "SELECT * FROM read_csv_auto('STORE/secret.csv')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'STORE/secret.csv'",
    'SELECT * FROM "secret.csv"',
    "SELECT (SELECT max(secret) FROM 'STORE/secret.csv')",
    "SELECT 1 WHERE EXISTS (FROM read_text('/etc/passwd'))",
    "WITH x AS MATERIALIZED (SELECT * FROM read_blob('/etc/passwd')) SELECT 1 FROM x",
    "SELECT * FROM suspects, LATERAL (SELECT * FROM glob('/etc/*'))",
    "SELECT 1 UNION ALL SELECT count(*) FROM read_json('/etc/hostname')",
    "SELECT * FROM read_parquet('STORE/quarantine/q.parquet')",
    "SELECT * FROM read_parquet('STORE/lake/../quarantine/q.parquet')",
    "SELECT * FROM parquet_metadata('STORE/quarantine/q.parquet')",
    "SELECT * FROM parquet_scan('STORE/lake/records/day=2026-03-02/a.parquet')",
    "SELECT * FROM read_duckdb('STORE/state.duckdb')",
    "SELECT * FROM sniff_csv('STORE/secret.csv')",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('suspects')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    'SELECT * FROM arrow_scan(1::UBIGINT::POINTER, 1::UBIGINT::POINTER, 1::UBIGINT::POINTER)',
    'SELECT * FROM duckdb_secrets()',
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM duckdb_logs()',
    "SELECT current_setting('temp_directory')",
    "SELECT getenv('HOME')",
    "SELECT write_log('x')",
    'SELECT * FROM checkpoint()',
    "SET memory_limit = '100GB'",
    'SET lock_configuration = false',
    'RESET enable_external_access',
    'PRAGMA database_list',
    "PRAGMA import_database('/tmp')",
    'INSTALL httpfs',
    'LOAD icu',
    "EXPORT DATABASE '/tmp/simhound-stolen'",
    "IMPORT DATABASE '/tmp'",
    'CALL pragma_version()',
    'CREATE TEMP TABLE x AS SELECT 1',
    'DROP TABLE suspects',
    'DELETE FROM suspects',
    "INSERT INTO suspects VALUES (2, 'x', 'y')",
    'CREATE OR REPLACE MACRO f() AS 1',
    'PREPARE p AS SELECT 1',
    'BEGIN',
    'CHECKPOINT',
    'VACUUM',
    'SELECT 1; SELECT 2',
    "SELECT 1; COPY suspects TO '/tmp/simhound-stolen.csv'",
    "SELECT 1) TO '/tmp/simhound-stolen.csv' --",
    '',
    '-- nothing',
  ])('%s', async (sql) => {
    const error = await refusal(sql.replaceAll('STORE', store));
    expect(['QUERY_REFUSED', 'QUERY_FAILED']).toContain(error.code);
    // Only what is no SQL at all may count as a mistake rather than an attempt.
    if (error.code === 'QUERY_FAILED') expect(sql).toMatch(/\) TO|IMPORT|RESET|USE/);
    expect(error.exitCode).toBe(2);
    expect(existsSync('/tmp/simhound-stolen.csv')).toBe(false);
  });

  it('by the session too, when the guard of the statement is passed by', async () => {
    const attempts = [
      "SELECT * FROM read_csv('/etc/passwd')",
      `SELECT * FROM read_parquet('${store}/quarantine/q.parquet')`,
      `SELECT * FROM read_parquet('${store}/lake/../quarantine/q.parquet')`,
      `SELECT * FROM read_text('${store}/secret.csv')`,
      `ATTACH '${store}/state.duckdb' AS s`,
      "COPY suspects TO '/tmp/simhound-stolen.csv'",
      "SET memory_limit = '100GB'",
      'SET lock_configuration = false',
      'SET enable_external_access = true',
      "EXPORT DATABASE '/tmp/simhound-stolen'",
      'LOAD httpfs',
      "INSERT INTO suspects VALUES (2, 'x', 'y')",
    ];
    await queryPublished(published, 'SELECT 1', async ({ db }) => {
      for (const sql of attempts) {
        await expect(db.run(sql), sql).rejects.toThrow(
          /Permission|configuration|locked|read-only|disabled|not be found/i,
        );
      }
    });
    expect(existsSync('/tmp/simhound-stolen.csv')).toBe(false);
  });

  it('with the place of a mistake', async () => {
    const syntax = await refusal('SELECT *\nFORM suspects x y');
    expect(syntax.code).toBe('QUERY_FAILED');
    expect(syntax.detail).toMatch(/^FORM suspects x y\n +\^$/);
    const column = await refusal('SELECT rnak\nFROM suspects');
    expect(column).toMatchObject({
      code: 'QUERY_FAILED',
      detail: expect.stringContaining('LINE 1: SELECT rnak'),
    });
  });

  it('before anything was published', async () => {
    await expect(queryPublished(join(store, 'none.duckdb'), 'SELECT 1', async () => 0)).rejects.toMatchObject(
      {
        code: 'NOT_PUBLISHED',
      },
    );
  });
});

const wild = `SELECT * FROM (VALUES
  (1::BIGINT, -1.5::DOUBLE, '=1+1', DATE '2026-03-02', TIMESTAMP '2026-03-02 10:11:12.5', true, 9007199254740993::HUGEINT, [1, 2]),
  (NULL, 'nan'::DOUBLE, e'a"b\\n,é\\x1b', NULL, NULL, NULL, NULL, NULL),
  (9007199254740993, 0.5, '-x', DATE '1969-12-31', TIMESTAMP '1960-01-01 00:00:00', false, 2, []),
  (3, 1, '', NULL, NULL, NULL, NULL, NULL)) AS t(i, x, s, d, t, b, h, l)`;

describe('formats', () => {
  it('CSV quotes, tells NULL from an empty text, and guards texts against spreadsheets', async () => {
    const rows: string[][] = parse(await text(wild, csvText));
    expect(rows[0]).toEqual(['i', 'x', 's', 'd', 't', 'b', 'h', 'l']);
    expect(rows.map((row) => row[2])).toEqual(['s', "'=1+1", 'a"b\n,é\x1b', "'-x", '']);
    expect(rows[1]?.[1]).toBe('-1.5');
    expect(rows[3]?.[0]).toBe('9007199254740993');
    expect(await text("SELECT NULL AS a, '' AS b", csvText)).toBe('a,b\n,""\n');
    expect(await text("SELECT '''=x' AS a, '=y' AS \"=b\"", csvText)).toBe("a,'=b\n''=x,'=y\n");
  });

  it('JSON keeps whole numbers whole and has no NaN', async () => {
    const json = await text(wild, jsonText);
    expect(json).toContain('"i":9007199254740993');
    const rows: unknown[] = JSON.parse(json);
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatchObject({ x: null, s: 'a"b\n,é\x1b' });
    expect(JSON.parse(await text('SELECT 1 AS a WHERE false', jsonText))).toEqual([]);
    expect(JSON.parse(await text('SELECT 1 AS a, 2 AS a', jsonText))).toHaveLength(1);
    expect(JSON.parse(await text('SELECT line FROM records', jsonText))).toHaveLength(5000);
  });

  it('Parquet', async () => {
    const target = join(store, 'answer.parquet');
    const rows = await queryPublished(published, `${wild};`, (query) => writeParquet(query, target), {
      target,
    });
    expect(rows).toBe(4);
    const db = await DuckDb.open();
    expect(await db.rows(`SELECT i FROM ${literal(target)} WHERE s = '=1+1'`)).toEqual([{ i: 1n }]);
    db.close();
  });

  it('Arrow keeps types, NULLs and every batch', async () => {
    const target = join(store, 'answer.arrow');
    expect(await queryPublished(published, wild, (query) => writeArrow(query, target))).toBe(4);
    const table = tableFromIPC(readFileSync(target));
    expect(table.schema.fields.map((field) => String(field.type))).toEqual([
      'Int64',
      'Float64',
      'Utf8',
      'Date32<DAY>',
      'Timestamp<MICROSECOND>',
      'Bool',
      'Float64',
      'Utf8',
    ]);
    expect(table.numRows).toBe(4);
    expect([...(table.getChild('i') ?? [])]).toEqual([1n, null, 9007199254740993n, 3n]);
    expect([...(table.getChild('s') ?? [])]).toEqual(['=1+1', 'a"b\n,é\x1b', '-x', '']);
    expect([...(table.getChild('b') ?? [])]).toEqual([true, null, false, null]);
    expect(Number(table.getChild('d')?.get(2))).toBe(-86_400_000);
    expect(Number(table.getChild('t')?.get(0))).toBe(Date.parse('2026-03-02T10:11:12.500Z'));
    expect(table.getChild('l')?.get(0)).toBe('[1, 2]');

    const many = join(store, 'many.arrow');
    const sql =
      'SELECT a.line, CASE WHEN a.line % 3 = 0 THEN NULL ELSE a.line END AS x FROM records a, range(40) ORDER BY a.line';
    expect(await queryPublished(published, sql, (query) => writeArrow(query, many))).toBe(200_000);
    const read = tableFromIPC(readFileSync(many));
    expect(read.getChild('line')?.get(199_999)).toBe(4999n);
    expect(read.getChild('x')?.nullCount).toBe(1667 * 40);

    const none = join(store, 'none.arrow');
    expect(
      await queryPublished(published, 'SELECT 1 AS a WHERE false', (query) => writeArrow(query, none)),
    ).toBe(0);
    expect(tableFromIPC(readFileSync(none)).schema.fields.map((field) => field.name)).toEqual(['a']);
  });
});
