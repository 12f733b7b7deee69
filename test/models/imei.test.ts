import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { plausibleImei } from '../../src/store/records.js';

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

function isPlausible(imei: string, check: number): boolean {
  if (imei.startsWith('-')) return true;
  if (imei.startsWith('00') || imei.startsWith('12345678') || /^(\d)\1{13}$/.test(imei)) return false;
  return check === 0 || isRight(imei + check);
}

test('luhn_check tells right digits', async () => {
  const digits = fc.array(fc.stringMatching(/^[0-9]{1,15}$/), { minLength: 100, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(digits, async (texts) => {
      const rows = await db.rows(
        `SELECT text, luhn_check(text) AS isRight
         FROM (SELECT unnest(from_json($texts, '["VARCHAR"]')) AS text)`,
        { texts: JSON.stringify(texts) },
      );
      expect(rows).toEqual(texts.map((text) => ({ text, isRight: isRight(text) })));
    }),
    { numRuns: 20 },
  );
});

test('the model and the published view call the same IMEIs plausible', async () => {
  const model = readFileSync('sql/daily/line_device_day.sql', 'utf8').replace(/^.*?---\*\//s, '');
  const fourteen = fc.oneof(
    fc.stringMatching(/^[0-9]{14}$/),
    fc.stringMatching(/^0[0-9]{13}$/),
    fc.stringMatching(/^12345678[0-9]{6}$/),
    fc.integer({ min: 0, max: 9 }).map((digit) => String(digit).repeat(14)),
    fc.bigInt({ min: 1n, max: (1n << 62n) - 1n }).map((id) => String(-id)),
  );
  const seen = fc.record({
    imei: fourteen,
    digit: fc.integer({ min: 1, max: 9 }),
    sent: fc.constantFrom(0, 1, 2),
  });
  const none = { imei: null, check: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(seen, { minLength: 100, maxLength: 200 }), async (drawn) => {
      const devices = drawn.map(({ imei, digit, sent }) => {
        const right = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((check) => isRight(imei + check)) ?? 0;
        return { imei, check: imei.startsWith('-') || sent === 0 ? 0 : sent === 1 ? right : digit };
      });
      await db.run(
        `CREATE OR REPLACE TEMP TABLE records AS
         SELECT row_number() OVER () AS line, 1 AS imsi, TRY_CAST(device.imei AS BIGINT) AS imei,
           CAST(device.check AS TINYINT) AS imei_check, 10 AS duration, TIMESTAMP '2026-03-02 10:00:00' AS start_time,
           'MO' AS direction, 'voice' AS service, 'answered' AS outcome, DATE '2026-03-02' AS day
         FROM (SELECT unnest(from_json($devices, '[{"imei":"VARCHAR","check":"INTEGER"}]')) AS device)`,
        { devices: JSON.stringify([...devices, none]) },
      );
      const plausible = [...devices.map(({ imei, check }) => isPlausible(imei, check)), null];
      const inModel = await db.rows<{ imei_plausible: boolean }>(
        `SELECT imei_plausible FROM (${model}) ORDER BY line`,
        { day: '2026-03-02', short_seconds: 20 },
      );
      const inView = await db.rows<{ imei_plausible: boolean }>(
        `SELECT ${plausibleImei} AS imei_plausible FROM records ORDER BY line`,
      );
      expect(inModel.map((row) => row.imei_plausible)).toEqual(plausible);
      expect(inView.map((row) => row.imei_plausible)).toEqual(plausible);
    }),
    { numRuns: 20 },
  );
});
