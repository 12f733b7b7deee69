import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import { anonymousId, lineSql, nameIdSql, nameSql, slowNumber, valueSql } from '../../src/import/numbers.js';

const countries = ['ES', 'IT', 'US', 'DE', 'GB', 'IN', 'CN', 'FR', 'BR', 'NG'] as const;

let db: DuckDb;
beforeAll(async () => {
  db = await DuckDb.open({ threads: 1 });
});
afterAll(() => db.close());

/** Ids of texts by the fast path; both ways of giving it the value must agree. */
async function fast(texts: string[], country: string): Promise<(bigint | null)[]> {
  const rows = await db.rows<{ id: bigint | null; same: boolean }>(
    `SELECT ${lineSql('raw', country, 'v')} AS id, ${lineSql('raw', country)} IS NOT DISTINCT FROM id AS same
     FROM (SELECT i, raw, ${valueSql('raw')} AS v FROM
       (SELECT unnest(range(len(l))) AS i, unnest(l) AS raw FROM (SELECT from_json($texts, '["VARCHAR"]') AS l)))
     ORDER BY i`,
    { texts: JSON.stringify(texts) },
  );
  expect(rows.every((row) => row.same)).toBe(true);
  return rows.map((row) => row.id);
}

/** As import does: the fast path, and what it leaves to the slow one. */
async function both(texts: string[], country: string): Promise<(bigint | null)[]> {
  const ids = await fast(texts, country);
  return ids.map((id, i) => {
    if (id !== null) return id;
    const slow = slowNumber(texts[i] ?? '', country);
    return 'id' in slow ? slow.id : null;
  });
}

/** What stands before a number abroad, and before a national one (libphonenumber's metadata). */
const prefixes: Record<(typeof countries)[number], [idd: string, trunk: string]> = {
  ES: ['00', ''],
  IT: ['00', ''],
  US: ['011', '1'],
  DE: ['00', '0'],
  GB: ['00', '0'],
  IN: ['00', '0'],
  CN: ['00', '0'],
  FR: ['00', '0'],
  BR: ['00', '0'],
  NG: ['009', '0'],
};

/** Valid mobile numbers near the example of a country: national digits whose tail varies. */
function mobiles(country: CountryCode): fc.Arbitrary<{ national: string; e164: string }> {
  const seed = examples[country];
  return fc
    .integer({ min: 0, max: 99_999 })
    .map((tail) => seed.slice(0, -5) + String(tail).padStart(5, '0'))
    .map((national) => parsePhoneNumberFromString(national, country))
    .filter((number) => number?.isValid() ?? false)
    .map((number) => ({ national: number?.nationalNumber ?? '', e164: number?.number.slice(1) ?? '' }));
}

describe('numbers of many countries', () => {
  it.each(countries)(
    '%s: every form of a number has the id that libphonenumber gives it',
    async (country) => {
      const [idd, trunk] = prefixes[country];
      await fc.assert(
        fc.asyncProperty(fc.array(mobiles(country), { minLength: 1, maxLength: 50 }), async (numbers) => {
          const expected = numbers.map(({ e164 }) => BigInt(e164));
          const form = (write: (national: string, e164: string) => string) =>
            numbers.map(({ national, e164 }) => write(national, e164));
          for (const texts of [
            form((_, e164) => e164),
            form((_, e164) => `+${e164}`),
            form((_, e164) => idd + e164),
            form((national) => national),
            form((national) => trunk + national),
          ]) {
            expect(await fast(texts, country)).toEqual(expected);
          }
          for (const texts of [
            form((_, e164) => `="${e164}"`),
            form((_, e164) => `'${e164}'`),
            form((_, e164) => ` +${e164.slice(0, 4)} ${e164.slice(4, 7)}-${e164.slice(7)}`),
            form((_, e164) => `tel:+${e164};phone-context=x`),
            form((_, e164) => `sip:+${e164}@10.0.0.1`),
            form((national) => `(${national.slice(0, 2)}) ${national.slice(2)}`),
          ]) {
            expect(texts.map((text) => slowNumber(text, country))).toEqual(expected.map((id) => ({ id })));
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  it('reads the fixed lines of Italy with their zero, and mobile numbers that begin like the calling code', async () => {
    const texts = [
      '0612345678',
      '390612345678',
      '+390612345678',
      '00390612345678',
      '3912345678',
      '393912345678',
    ];
    expect(await both(texts, 'IT')).toEqual([
      390612345678n,
      390612345678n,
      390612345678n,
      390612345678n,
      393912345678n,
      393912345678n,
    ]);
  });

  it('takes an Indian mobile number that begins with 91 for one, not for an international one', async () => {
    expect(await both(['9123456789', '919123456789', '09123456789'], 'IN')).toEqual(
      Array(3).fill(919123456789n),
    );
  });

  it('reads the Russian trunk prefix 8', async () => {
    expect(await both(['89161234567', '79161234567', '9161234567', '81049151'], 'RU')).toEqual([
      79161234567n,
      79161234567n,
      79161234567n,
      81049151n,
    ]);
    expect(await both(['8104915112345678'], 'RU')).toEqual([4915112345678n]);
  });
});

describe('what is not a number of the country', () => {
  it('stays: numbers abroad, short codes, and lengths that no number of the country has', async () => {
    const same = ['447700900123', '12125550123', '112', '1', '999999', '12345678', '1234567890'];
    expect(await both(same, 'ES')).toEqual(same.map(BigInt));
    expect(await both(['00447700900123', '+447700900123'], 'ES')).toEqual([447700900123n, 447700900123n]);
  });

  it('is never made up from what a cast to integer would take', async () => {
    const texts = [
      '9.19E+11',
      '1.234E6',
      '34612345678.0',
      '12.7',
      '1_000_000',
      '0x1F',
      '-34612345678',
      ' 612345678 ',
      '1e3',
    ];
    expect(await fast(texts, 'ES')).toEqual(texts.map(() => null));
  });

  it('is refused where digits were lost', () => {
    for (const text of ['9.19E+11', '9,19E+11', '="9.19e+11"', "'1.234E6'", '34612345678.0', '12.7', '1e3']) {
      expect(slowNumber(text, 'ES')).toEqual({ refuse: 'number_rounded' });
    }
  });

  it('is a name: service codes, words, short digits with zeros, and digits beyond a BIGINT', () => {
    for (const text of ['*123#', 'ACME', '+34ABC', '012', '0', '1234567890123456789', '9'.repeat(40)]) {
      expect(slowNumber(text, 'ES')).toEqual({ name: text });
    }
    expect(slowNumber("'ACME'", 'ES')).toEqual({ name: 'ACME' });
  });

  it('keeps its digits where no country is set', async () => {
    expect(await both(['34612345678', '+34612345678', '0034612345678', '612345678', '112'], '')).toEqual([
      34612345678n,
      34612345678n,
      34612345678n,
      612345678n,
      112n,
    ]);
  });

  it('is refused as a setting: a country that does not exist', () => {
    expect(() => lineSql('raw', 'ZZ')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});

it.each([
  ['٣٤٦١٢٣٤٥٦٧٨', 34612345678n],
  ['+۳۴۶۱۲۳۴۵۶۷۸', 34612345678n],
  ['𑛁𑛁𑛂', 112n],
])('digits of other scripts are digits: %s', (text, id) => {
  expect(slowNumber(text, 'ES')).toEqual({ id });
});

describe('any text', () => {
  const digits = fc.stringMatching(/^[+]?[0-9]{1,20}$/);
  const dressed = fc.tuple(
    fc.constantFrom('', "'", '="', '(', ' '),
    digits,
    fc.constantFrom('', "'", '"', ')', '.0', 'e5'),
  );
  const wild = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    digits,
    dressed.map((parts) => parts.join('')),
  );

  it.each(['', 'ES', 'IT', 'US', 'DE', 'BR', 'CN', 'RU'])(
    'in %j never throws, and an id holds its digits',
    async (country) => {
      await fc.assert(
        fc.asyncProperty(fc.array(wild, { minLength: 20, maxLength: 60 }), async (generated) => {
          const texts = generated.map((text) => text.replaceAll('\0', ''));
          for (const [i, id] of (await both(texts, country)).entries()) {
            if (id === null) continue;
            expect(id).toBeGreaterThan(0n);
            const plain = (texts[i] ?? '').normalize('NFKC');
            // Digits of other scripts have a test of their own.
            if (/(?![0-9])\p{Nd}/u.test(plain)) continue;
            const [read, written] = [String(id), plain.replace(/\D/g, '')];
            const shared = [...read].findIndex((_, at) => at <= 3 && written.includes(read.slice(at)));
            expect(shared, `${JSON.stringify(texts[i])} read as ${read}`).toBeGreaterThanOrEqual(0);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it('which both paths read is read alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(digits, { minLength: 50, maxLength: 100 }), async (texts) => {
        for (const [i, id] of (await fast(texts, 'DE')).entries()) {
          if (id !== null) expect(slowNumber(texts[i] ?? '', 'DE')).toEqual({ id });
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('names', () => {
  async function names(texts: (string | null)[]): Promise<{ name: string | null; id: bigint | null }[]> {
    return db.rows(
      `SELECT name, ${nameIdSql('name')} AS id FROM (SELECT i, ${nameSql('raw')} AS name FROM
        (SELECT unnest(range(len(l))) AS i, unnest(l) AS raw FROM (SELECT from_json($texts, '["VARCHAR"]') AS l)))
       ORDER BY i`,
      { texts: JSON.stringify(texts) },
    );
  }

  it('have the id that the models know withheld callers by', () => {
    expect(anonymousId).toBe(-1358013299730426063n);
  });

  it('are anonymous for what is absent or withheld, whoever wrote it', async () => {
    const texts = [
      null,
      '',
      '  ',
      'anonymous',
      'Anonymous',
      'PRIVATE',
      'Restricted',
      'unknown',
      'unavailable',
      'Withheld ',
    ];
    expect(await names(texts)).toEqual(texts.map(() => ({ name: 'anonymous', id: anonymousId })));
    for (const text of texts) expect(slowNumber(text ?? '', 'ES')).toEqual({ name: 'anonymous' });
  });

  it('are trimmed and free of control characters, and the slow path writes them the same way', async () => {
    const texts = [' ACME\u0007 ', 'My Bank', 'c0ffee99', '*100#', 'Ünal', 'a'.repeat(32)];
    const found = await names(texts);
    expect(found.map(({ name }) => name)).toEqual([
      'ACME',
      'My Bank',
      'c0ffee99',
      '*100#',
      'Ünal',
      'a'.repeat(32),
    ]);
    expect(found.every(({ id }) => id !== null && id < 0n)).toBe(true);
    expect(texts.map((text) => slowNumber(text, 'ES'))).toEqual(found.map(({ name }) => ({ name })));
  });

  it('are left open where only a close look can tell', async () => {
    const texts = ['34612345678', '9.19E+11', 'sip:alice@example.org', 'tel:+34612345678', "'919'"];
    expect((await names(texts)).map(({ name }) => name)).toEqual(texts.map(() => null));
  });
});
