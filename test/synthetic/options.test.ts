import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { drawHolidays } from '../../src/synthetic/calendar.js';
import { Draws } from '../../src/synthetic/draws.js';
import { drawHabits } from '../../src/synthetic/habits.js';
import { mechanisms } from '../../src/synthetic/mechanisms/index.js';
import { load, Networks } from './networks.js';

const networks = new Networks();
afterAll(() => networks.remove());

/** Rows as lists of fields, the header first. */
function table(path: string): string[][] {
  const text = readFileSync(path, 'utf8').trimEnd();
  return text.split('\n').map((row) => row.split(','));
}

const switches = (out: string) => table(join(out, 'exports', 'msc.csv'));
const columns = (rows: string[][], left: string[]) => {
  const kept = (rows[0] ?? []).flatMap((name, i) => (left.includes(name) ? [] : [i]));
  return rows.map((row) => kept.map((i) => row[i]).join(','));
};

describe('ranges', () => {
  it('lie partly outside those for fitting, one seed and another', () => {
    const habit = (ranges: 'fitting' | 'judging', seed: number) =>
      drawHabits(new Draws(ranges, seed, 'habits'));
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    const fitting = seeds.map((seed) => habit('fitting', seed));
    const judging = seeds.map((seed) => habit('judging', seed));
    for (const trait of [
      'calls',
      'messages',
      'answer',
      'onNet',
      'incoming',
      'talk',
      'linesPerCell',
    ] as const) {
      const [low, high] = [
        Math.min(...fitting.map((h) => h[trait])),
        Math.max(...fitting.map((h) => h[trait])),
      ];
      const outside = judging.filter((h) => h[trait] < low || h[trait] > high).length;
      expect(outside / seeds.length).toBeGreaterThan(0.25);
      expect(outside / seeds.length).toBeLessThan(0.95);
    }
    const holidays = (ranges: 'fitting' | 'judging') =>
      seeds.filter((seed) => drawHolidays(new Draws(ranges, seed, 'holidays'), 7).length > 0).length;
    expect(holidays('judging')).toBeGreaterThan(2 * holidays('fitting'));
  });

  it('reach wider for every kind of parameter, and stay possible', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.02, max: 0.5, noNaN: true }), (seed, low) => {
        const [fitting, judging] = [new Draws('fitting', seed, 'x'), new Draws('judging', seed, 'x')];
        const high = low + 0.3;
        for (let i = 0; i < 20; i += 1) {
          expect(fitting.share(low, high)).toBeGreaterThanOrEqual(low);
          expect(fitting.share(low, high)).toBeLessThanOrEqual(high);
          expect(judging.share(low, high)).toBeGreaterThan(0);
          expect(judging.share(low, high)).toBeLessThan(1);
          expect(judging.amount(100 * low, 100 * high)).toBeGreaterThan(60 * low);
          expect(judging.amount(100 * low, 100 * high)).toBeLessThan(160 * high);
          expect(judging.count(1, 4)).toBeGreaterThanOrEqual(1);
          expect(Number.isInteger(judging.count(3, 9))).toBe(true);
          expect(judging.clock(23, 24)).toBeLessThan(24);
        }
      }),
    );
  });

  it('move a network for judging to another country, and say where it lies', async () => {
    const options = { ranges: 'judging', seed: 3, lines: 300, days: 1 } as const;
    const { out, summary } = await networks.make(options);
    expect(summary.country).not.toBe('ES');
    expect((await networks.make({ ...options, country: 'MA' })).summary).toMatchObject({
      country: 'MA',
      timezone: 'Africa/Casablanca',
    });
    expect((await networks.make({ lines: 300, days: 1 })).summary).toMatchObject({
      country: 'ES',
      timezone: 'Europe/Madrid',
    });
    const about = JSON.parse(readFileSync(join(out, 'network.json'), 'utf8')) as Record<string, unknown>;
    expect(about).toMatchObject({ ...options, country: summary.country, timezone: summary.timezone });
    expect(about).not.toHaveProperty('out');
  });
});

describe('what is withheld', () => {
  it.each([
    { withhold: ['imei'] as const, left: ['imei'] },
    { withhold: ['cell'] as const, left: ['cell'] },
    { withhold: ['imei', 'cell', 'reference'] as const, left: ['imei', 'cell'] },
  ])('$withhold is left out, and nothing else changes', async ({ withhold, left }) => {
    const whole = await networks.make();
    const part = await networks.make({ withhold: [...withhold] });
    expect(switches(part.out)[0]).not.toEqual(expect.arrayContaining(left));
    expect(columns(switches(part.out), [])).toEqual(columns(switches(whole.out), left));
    expect(existsSync(join(part.out, 'reference'))).toBe(
      !(withhold as readonly string[]).includes('reference'),
    );
    for (const name of ['truth.csv', 'victims.csv'])
      expect(table(join(part.out, name))).toEqual(table(join(whole.out, name)));
  });

  it('records of called lines are left out, in both formats', async () => {
    const both = { formats: ['generic', 'asterisk'] as ('generic' | 'asterisk')[] };
    const whole = await networks.make(both);
    const part = await networks.make({ ...both, withhold: ['mt'] });
    const dialled = (rows: string[][]) => rows.filter(([type]) => type === 'MOC' || type === 'SMSMO').length;
    expect(dialled(switches(part.out))).toBe(switches(part.out).length - 1);
    expect(dialled(switches(part.out))).toBe(dialled(switches(whole.out)));
    const office = (out: string) =>
      readFileSync(join(out, 'exports', 'pbx.csv'), 'utf8').split('"from-trunk"').length - 1;
    expect(office(whole.out)).toBeGreaterThan(0);
    expect(office(part.out)).toBe(0);
  });

  it('attempts that were not answered are left out, in both formats', async () => {
    const both = { formats: ['generic', 'asterisk'] as ('generic' | 'asterisk')[] };
    const whole = await networks.make(both);
    const part = await networks.make({ ...both, withhold: ['unanswered'] });
    const [header = [], ...rows] = switches(whole.out);
    const answered = rows.filter((row) => row[header.indexOf('outcome')] === 'answered');
    expect(answered.length).toBeLessThan(rows.length);
    expect(switches(part.out)).toEqual([header, ...answered]);
    const office = (out: string) =>
      readFileSync(join(out, 'exports', 'pbx.csv'), 'utf8')
        .trim()
        .split('\n');
    expect(office(part.out)).toHaveLength(
      office(whole.out).filter((row) => row.includes('"ANSWERED"')).length,
    );
    expect(office(part.out).length).toBeLessThan(office(whole.out).length);
  });
});

describe('identifiers that were made unreadable', () => {
  it('are the same records, each number, SIM and device always as one hash, in exports and in the truth', async () => {
    const tables = async (number_forms: 'international' | 'hashed') => {
      const { out } = await networks.make({ lines: 600, days: 2, number_forms, formats: ['generic'] });
      const rows = (file: string) => readFileSync(join(out, file), 'utf8').trimEnd().split('\n').slice(1);
      const exports = readdirSync(join(out, 'exports')).sort();
      return {
        records: exports.flatMap((name) => rows(`exports/${name}`)),
        truth: rows('truth.csv'),
        lines: rows('reference/lines.csv'),
      };
    };
    const [plain, hashed] = [await tables('international'), await tables('hashed')];
    const hashOf = new Map<string, string>();
    const compare = (rows: string[], others: string[], identifiers: number[]) => {
      expect(others.length).toBe(rows.length);
      for (const [i, row] of rows.entries()) {
        const [cells, unreadable] = [row.split(','), (others[i] ?? '').split(',')];
        for (const [at, cell] of cells.entries()) {
          const shown = identifiers.includes(at) && cell !== '' ? (hashOf.get(cell) ?? unreadable[at]) : cell;
          if (shown !== unreadable[at]) throw new Error(`row ${i}, cell ${at} differs`);
          if (shown !== undefined && shown !== cell) hashOf.set(cell, shown);
        }
      }
    };
    compare(plain.records, hashed.records, [1, 2, 6, 7]);
    compare(plain.truth, hashed.truth, [0]);
    compare(plain.lines, hashed.lines, [0]);
    expect(hashOf.size).toBeGreaterThan(600);
    expect(new Set(hashOf.values()).size).toBe(hashOf.size);
    for (const hash of hashOf.values()) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an operator with fixed lines alone', () => {
  it('has no SIM, device or cell, each number once, and the mechanisms that need none', async () => {
    const { out, summary } = await networks.make({ fixed_only: true, lines: 1500, days: 2 });
    const [header = [], ...rows] = switches(out);
    for (const name of ['imsi', 'imei', 'cell']) {
      expect(new Set(rows.map((row) => row[header.indexOf(name)]))).toEqual(new Set(['']));
    }
    const truth = table(join(out, 'truth.csv')).slice(1);
    expect(new Set(truth.map(([line]) => line)).size).toBe(truth.length);
    const fixed = mechanisms.filter((mechanism) => mechanism.fixed).map(({ name }) => name);
    expect(fixed.length).toBeGreaterThan(2);
    expect([...new Set(truth.filter((row) => row[1] === '1').map((row) => row[2]))].sort()).toEqual(
      fixed.sort(),
    );
    expect(summary.kinds).not.toHaveProperty('cloned_imei');
  });
});

describe('fraud at a low share', () => {
  it('shows every rung as soon as their smallest gangs fit', async () => {
    const least = mechanisms.reduce((sum, { least }) => sum + least, 0);
    const { summary } = await networks.make({ lines: least * 200, days: 1, fraud_share: 0.005 });
    for (const { name } of mechanisms) expect(summary.kinds).toHaveProperty(name);
  });

  it('shows some, by the seed, when not all fit, and never more lines than asked for', async () => {
    const seen = new Set<string>();
    for (const seed of [1, 2, 3, 4]) {
      const { summary } = await networks.make({ lines: 4000, days: 1, fraud_share: 0.001, seed });
      const kinds = mechanisms.filter(({ name }) => name in summary.kinds).map(({ name }) => name);
      expect(kinds.reduce((sum, kind) => sum + (summary.kinds[kind] ?? 0), 0)).toBe(4);
      for (const kind of kinds) seen.add(kind);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it('may have a single line', async () => {
    const { summary } = await networks.make({ lines: 1000, days: 2, fraud_share: 0.001 });
    expect(mechanisms.reduce((sum, { name }) => sum + (summary.kinds[name] ?? 0), 0)).toBe(1);
  });
});

describe('imperfect records', () => {
  const usual = { lines: 900, days: 3, files: 'day', number_forms: 'international' } as const;
  const days = (out: string) =>
    readdirSync(join(out, 'exports'))
      .sort()
      .map((name) =>
        readFileSync(join(out, 'exports', name), 'utf8')
          .trimEnd()
          .split('\n')
          .slice(1),
      );

  it('are lost, late, doubled and skewed, each in about the share asked for', async () => {
    const share = 0.02;
    const clean = days((await networks.make(usual)).out);
    const { out, summary } = await networks.make({ ...usual, imperfect: share });
    const dirty = days(out);
    expect(dirty.flat().length).toBe(summary.records);
    const whole = new Set(clean.flat());
    const count = new Map<string, number>();
    for (const row of dirty.flat()) count.set(row, (count.get(row) ?? 0) + 1);
    const shareOf = (n: number) => n / clean.flat().length;
    const within = (n: number) => {
      expect(shareOf(n)).toBeGreaterThan(share * 0.2);
      expect(shareOf(n)).toBeLessThan(share * 1.9);
    };
    const skewed = [...count.keys()].filter((row) => !whole.has(row)).length;
    within(skewed);
    within([...whole].filter((row) => !count.has(row)).length - skewed);
    within([...count.values()].filter((times) => times > 1).length);
    const late = dirty.flatMap((rows, day) =>
      rows.filter((row) => day > 0 && row.includes(`,2026-03-0${1 + day} `)),
    );
    expect(shareOf(late.length)).toBeGreaterThan(share * 0.1);
    // The truth knows only lines that left a record.
    const seen = new Set(dirty.flat().map((row) => row.split(',')[1]));
    for (const [line] of table(join(out, 'truth.csv')).slice(1)) expect(seen.has(line)).toBe(true);
  });

  it('are none unless asked for, but some for judging', async () => {
    const rows = async (ranges: 'fitting' | 'judging', imperfect?: number) => {
      const more = imperfect === undefined ? {} : { imperfect };
      return (await networks.make({ lines: 600, days: 2, ranges, ...more })).summary.records;
    };
    expect(await rows('fitting')).toBe(await rows('fitting', 0));
    expect(await rows('judging')).not.toBe(await rows('judging', 0));
  });

  it('cannot be too many', async () => {
    await expect(networks.make({ imperfect: 0.5 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('the truth', () => {
  it('names the ring of every fraud line and of no other', async () => {
    const { out } = await networks.make({ lines: 1200, fraud_share: 0.15 });
    const truth = table(join(out, 'truth.csv')).slice(1);
    const kinds = new Map<string, Set<string>>();
    for (const [, fraud, kind = '', ring = ''] of truth) {
      expect(ring !== '').toBe(fraud === '1');
      if (ring !== '') kinds.set(ring, (kinds.get(ring) ?? new Set()).add(kind));
    }
    expect(kinds.size).toBeGreaterThanOrEqual(mechanisms.length);
    for (const of of kinds.values()) expect(of.size).toBe(1);
  });

  it('names victims, each rung that day by every line it names, which are fraud', async () => {
    const { out } = await networks.make({ lines: 1500, days: 4, fraud_share: 0.15 });
    const victims = table(join(out, 'victims.csv'));
    expect(victims[0]).toEqual(['msisdn', 'suspects', 'day']);
    expect(victims.length).toBeGreaterThan(10);
    const db = await load(out);
    const answered = await db.rows<{ key: string; fraud: boolean }>(
      `SELECT DISTINCT r.other || ' ' || r.line || ' ' || r.day AS key, t.fraud FROM r JOIN t USING (line)
       WHERE r.type = 'MOC' AND r.outcome = 'answered'`,
    );
    db.close();
    const fraud = new Map(answered.map(({ key, fraud }) => [key, fraud]));
    let passed = 0;
    for (const [victim = '', suspects = '', day = ''] of victims.slice(1)) {
      const lines = suspects.split(' ');
      if (lines.length > 1) passed += 1;
      for (const line of lines) expect(fraud.get(`${victim} ${line} ${day}`)).toBe(true);
    }
    // A scam passes its victims on.
    expect(passed / (victims.length - 1)).toBeGreaterThan(0.3);
  });
});
