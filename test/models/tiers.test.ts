import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb-engine.js';
import { mute } from '../../src/log.js';
import { buildGraph } from '../../src/models/build.js';
import { loadCatalog } from '../../src/models/catalog.js';
import { planGraph } from '../../src/models/plan.js';
import { loadWeights } from '../../src/models/weights.js';
import { silent } from '../../src/progress.js';
import { exposeTables } from '../../src/store/lake.js';
import { storeOfBatches } from '../heuristics/batches.js';

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
  const store = await storeOfBatches(file('records.csv', [header, ...rows]), references);
  const weights = loadWeights();
  const catalog = loadCatalog(weights);
  const settings = { day: '2026-03-03', windowDays: 14, weights, heuristics: {} };
  const plan = await planGraph(store, catalog, settings);
  const ctx = {
    config: undefined as never,
    store,
    log: mute,
    progress: silent,
    signal: new AbortController().signal,
  };
  await buildGraph(ctx, new DuckDbEngine(store.db, store.folders.lake, store.folders.tmp), catalog, plan);
  await exposeTables(store, ['scores', 'suspects', 'near_misses']);
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
