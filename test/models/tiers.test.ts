import { mkdtempSync, writeFileSync } from 'node:fs';
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
