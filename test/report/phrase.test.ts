import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { guarded } from '../../src/report/csv.js';
import { phrase, type ResolvedParams } from '../../src/report/phrase.js';
import { heuristic } from './fixture.js';

let db: DuckDb;

beforeAll(async () => {
  db = await DuckDb.open();
  await db.run("CREATE TABLE names AS SELECT CAST(-77 AS BIGINT) AS id, 'Bank\u0007' AS name");
});

afterAll(() => db.close());

/** The sentence that a template makes of one row. */
async function said(because: string, row: string, params: ResolvedParams = {}): Promise<string> {
  const columns = new Map((await db.describe(row)).map((column) => [column.name, column.type]));
  const sentence = phrase(heuristic('h', 'traffic', { because }), columns, params);
  return (await db.row<{ sentence: string }>(`SELECT ${sentence} AS sentence FROM (${row}) t`)).sentence;
}

describe('a sentence', () => {
  test.each([
    ['whole numbers plainly', '1234567', 'CAST(1234567 AS BIGINT)', 'n'],
    ['doubles with two decimals at most', '2.35', '2.3456::DOUBLE', 'n'],
    ['doubles without trailing zeros', '100', '100::DOUBLE', 'n'],
    ['decimals as doubles', '1.5', 'CAST(1.50 AS DECIMAL(9, 2))', 'n'],
    ['shares as percent', '97.3%', '0.9731::DOUBLE', 'short_share'],
    ['an IMEI with its leading zeros', '01234567890123', 'CAST(1234567890123 AS BIGINT)', 'imei'],
    ['a line by its number', '34600000001', 'CAST(34600000001 AS BIGINT)', 'line'],
    ['a line by its name, without control characters', 'Bank', 'CAST(-77 AS BIGINT)', 'best_callee'],
    ['a nameless line by its id', '-78', 'CAST(-78 AS BIGINT)', 'line'],
    ['other ids as numbers', '-77', 'CAST(-77 AS BIGINT)', 'balance'],
    ['days', '2026-03-01', "DATE '2026-03-01'", 'since'],
    ['times in UTC', '2026-03-01 07:30 UTC', "TIMESTAMP '2026-03-01 07:30:12'", 'since'],
    ['yes and no', 'yes', 'true', 'known'],
    ['what is not known', 'unknown', 'CAST(NULL AS DOUBLE)', 'n'],
  ])('shows %s', async (_what, expected, value, column) => {
    expect(await said(`x {${column}}!`, `SELECT ${value} AS ${column}`)).toBe(`x ${expected}!`);
  });

  test('shows parameters where there is no such column', async () => {
    expect(
      await said("{n} of it's {most} in {min_share}", 'SELECT 1 AS n', { most: 2.5, min_share: 0.4 }),
    ).toBe("1 of it's 2.5 in 40%");
  });

  test('refuses a name that is neither', async () => {
    await expect(said('{nothing}', 'SELECT 1 AS n')).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });
});

describe('a guarded cell', () => {
  const guard = async (text: string) =>
    (await db.row<{ cell: string }>(`SELECT ${guarded('$text')} AS cell`, { text })).cell;

  test.each(['=1+1', '+34600', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1'])(
    'does not run %j',
    async (text) => {
      expect(await guard(text)).toMatch(/^'/);
    },
  );

  test('never begins like a formula or holds a control character, and is otherwise the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (wild) => {
        const text = wild.replaceAll('\0', '');
        const cell = await guard(text);
        expect(cell).not.toMatch(/^\s*[=+\-@]|\p{Cc}/u);
        expect(cell.replace(/^'/, '')).toBe(text.replace(/\p{Cc}/gu, '').replace(/^'/, ''));
      }),
      { numRuns: 300 },
    );
  });
});
