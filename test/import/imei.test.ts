import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { imeiPlausibleSql, nibblesSql } from '../../src/import/imei.js';

let db: DuckDb;
beforeAll(async () => {
  db = await DuckDb.open({ threads: 1 });
});
afterAll(() => db.close());

/** Luhn, digit by digit: every second one from the right, but for the check digit, doubled. */
function isRight(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

test('a check digit is believed exactly where it is right', async () => {
  const imei = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.stringMatching(/^[0-9]{12}[1-9]$/))
    .map(([reporting, rest]) => String(reporting).padStart(2, '0') + rest)
    // Others are refused whatever their check digit is.
    .filter((text) => !/^(\d)\1{13}/.test(text) && !text.startsWith('12345678'));
  await fc.assert(
    fc.asyncProperty(fc.array(imei, { minLength: 200, maxLength: 400 }), async (texts) => {
      const rows = await db.rows<{ text: string; plausible: boolean }>(
        `SELECT text, ${imeiPlausibleSql('number // 10', 'text', 'nibbles')} AS plausible
         FROM (SELECT text, CAST(text AS BIGINT) AS number, ${nibblesSql('text')} AS nibbles
           FROM (SELECT unnest(from_json($texts, '["VARCHAR"]')) AS text))`,
        { texts: JSON.stringify(texts) },
      );
      expect(rows).toEqual(texts.map((text) => ({ text, plausible: isRight(text) })));
    }),
    { numRuns: 20 },
  );
});
