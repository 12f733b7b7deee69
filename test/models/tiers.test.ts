import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nightOfBatches } from './night.js';

const header = 'line,direction,service,day,hour,count,gap,counterpart,step,duration,outcome,imsi,imei,cell';
/** Calls strangers all day from a fixed line, and is called by nobody but those who ring back. */
const busy = (line: number, to: number) => [
  `${line},MO,voice,0,8,80,300,${to},1,40,answered,,,`,
  `${line},MO,voice,1,8,80,300,${to + 100},1,40,answered,,,`,
];
const rungBack = (line: number, from: number, count: number, outcome: string) =>
  `${line},MT,voice,1,15,${count},60,${from},1,${outcome === 'answered' ? 40 : 0},${outcome},,,`;

async function night(rows: string[], lists?: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'simhound-tiers-'));
  const file = (name: string, text: string[]) => {
    writeFileSync(join(folder, name), `${text.join('\n')}\n`);
    return join(folder, name);
  };
  const references: Record<string, string> = lists
    ? { ref_lists: file('ref_lists.csv', ['line,owner,reason,expires,scope', ...lists]) }
    : {};
  const store = await nightOfBatches(
    file('records.csv', [header, ...rows]),
    '2026-03-03',
    ['scores', 'suspects', 'near_misses'],
    references,
  );
  const one = async (line: number) =>
    await store.db.row<{ score: number; tier: string | null; missed: boolean }>(
      `SELECT s.score, u.tier, m.line IS NOT NULL AS missed FROM scores s
       LEFT JOIN suspects u ON u.line = s.line LEFT JOIN near_misses m ON m.line = s.line WHERE s.line = $line`,
      { line: BigInt(line) },
    );
  return one;
}

const dead = 34911000001;
const quiet = 34915000001;
const rows = [
  ...busy(dead, 34921100000),
  rungBack(dead, 34921100000, 20, 'no_answer'),
  ...busy(quiet, 34921300000),
];

test('volume, strangers and nothing coming in are what a survey shows, and stay at watch', async () => {
  const one = await night(rows);
  expect((await one(quiet)).tier).toBe('watch');
  expect((await one(dead)).tier).toBe('review');
  expect((await one(dead)).score).toBeGreaterThan((await one(quiet)).score);
});

test('whom the operator vouches for is a near miss, within the scope of the entry and until it expires', async () => {
  const listed = await night(rows, [`${dead},Ana,survey on contract,2026-03-03,`]);
  expect(await listed(dead)).toMatchObject({ tier: null, missed: true });

  const inPart = await night(rows, [`${dead},Ana,survey on contract,,traffic`]);
  const whole = await night(rows, [`${dead},Ana,survey on contract,2026-03-02,`]);
  expect((await whole(dead)).tier).toBe('review');
  expect((await inPart(dead)).score).toBeLessThan((await whole(dead)).score);
  expect((await inPart(dead)).score).toBeGreaterThan((await listed(dead)).score);
});

test('a desk of four that nobody can ring back is for blocking, unless a company is known to work there', async () => {
  const fixture = join(import.meta.dirname, '../heuristics/nobody_answers/records.csv');
  const [names = '', ...batches] = readFileSync(fixture, 'utf8').trim().split('\n');
  const callers = ['34600000001', '34600000002', '34600000003', '34600000004'];
  const tiersOf = async (type: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'simhound-tiers-'));
    const write = (name: string, rows: string[]) => {
      writeFileSync(join(folder, name), `${rows.join('\n')}\n`);
      return join(folder, name);
    };
    // Six times the fixture's calls, so that volume speaks as well.
    const busier = batches.map((batch) => {
      const cells = batch.split(',');
      const isOut = cells[1] === 'MO' && callers.includes(cells[0] ?? '');
      if (isOut) [cells[5], cells[6]] = [String(Number(cells[5]) * 6), String(Number(cells[6]) / 6)];
      return cells.join(',');
    });
    const store = await nightOfBatches(write('records.csv', [names, ...busier]), '2026-03-03', ['suspects'], {
      ref_lines: write('ref_lines.csv', [
        'line,activation_date,customer_type,account,dealer,home_area,product',
        ...callers.map((line) => `${line},2026-01-10,${type},A1,,,`),
      ]),
    });
    const rows = await store.db.rows<{ line: bigint; tier: string; families: bigint }>(
      `SELECT line, tier, families FROM suspects WHERE line IN (${callers.join(', ')}) ORDER BY line`,
    );
    return rows.map(({ tier, families }) => [Number(families) >= 3, tier]);
  };
  expect(await tiersOf('consumer')).toEqual(callers.map(() => [true, 'block']));
  expect(await tiersOf('corporate')).toEqual(callers.map(() => [true, 'review']));
});
