import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { hasDigitsSql } from '../../src/import/digits.js';

let db: DuckDb;
beforeAll(async () => {
  db = await DuckDb.open({ threads: 1 });
});
afterAll(() => db.close());

const lengths = [5, 9, 11, 15];

/** Whether each text is told to be a number of 5, 9, 11 or 15 digits. */
async function told(texts: string[]): Promise<boolean[]> {
  const any = lengths.map((length) => `COALESCE(${hasDigitsSql('text', 'value', length)}, false)`);
  const rows = await db.rows<{ told: boolean }>(
    `SELECT ${any.join(' OR ')} AS told
     FROM (SELECT text, TRY_CAST(text AS BIGINT) AS value
       FROM (SELECT unnest(from_json($texts, '["VARCHAR"]')) AS text))`,
    { texts: JSON.stringify(texts) },
  );
  return rows.map((row) => row.told);
}

test('nothing but digits is taken for a number of so many digits, and only those that end with 00 are left to others', async () => {
  // All that a cast reads as a number: signs, points, exponents, underscores, blanks.
  const wild = fc.oneof(
    fc.stringMatching(/^[0-9eE+._ -]{4,16}$/),
    fc.stringMatching(/^[1-9][0-9]{0,12}\.?[0-9]{0,3}[eE]\+?[0-9]{1,2}$/),
    fc.stringMatching(/^ ?[+-]?[0-9]{1,3}(_[0-9]{1,3}){0,4} ?$/),
  );
  const digits = fc
    .constantFrom(...lengths)
    .chain((length) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(wild, digits), { minLength: 100, maxLength: 200 }), async (texts) => {
      const isPlain = (text: string) =>
        /^[1-9][0-9]*$/.test(text) && lengths.includes(text.length) && !text.endsWith('00');
      expect(await told(texts)).toEqual(texts.map(isPlain));
    }),
    { numRuns: 15 },
  );
});

test('exponents that make as many digits as they have characters', async () => {
  expect(await told(['123E2', '1.2E3', '1234567E2', '123456.E3', '12345678E+3', '1.2345678E10'])).toEqual(
    Array(6).fill(false),
  );
});
