import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDb } from '../../src/engine/duckdb.js';
import type { RangeSet } from '../../src/synthetic/draws.js';
import { load, Networks } from './networks.js';

const networks = new Networks();
afterAll(() => networks.remove());

/** What each rung must leave, as one query: a row for each ring that does not, so that none must come. */
const traces: Record<string, string> = {
  // Handset, home and contacts change on one date, which is the whole ring's.
  aged_sims: `WITH phones AS (SELECT ring, line, device, min(day) AS since FROM o WHERE kind = 'aged_sims'
      GROUP BY ring, line, device),
    broken AS (SELECT ring, line, max(since) AS changed FROM phones GROUP BY ring, line HAVING count(*) = 2),
    sides AS (SELECT b.ring, b.line, o.other, bool_or(o.day < b.changed) AND bool_or(o.day >= b.changed) AS kept
      FROM broken b JOIN o USING (line) GROUP BY 1, 2, 3),
    old AS (SELECT count(*) AS n FROM broken),
    places AS (SELECT ring, cell, count(*) AS n, sum(count(*)) OVER (PARTITION BY ring) AS calls
      FROM o WHERE kind = 'aged_sims' AND day = DATE '2026-03-08' GROUP BY ring, cell)
    SELECT 'contacts go on' AS what FROM sides HAVING avg(CAST(kept AS INTEGER)) > 0.05
    UNION ALL SELECT 'nobody had a life before' FROM old WHERE n = 0
    UNION ALL SELECT 'not in one den' FROM places GROUP BY ring HAVING max(n) < 0.8 * max(calls)
    UNION ALL SELECT 'too young' FROM l JOIN t USING (line) WHERE kind = 'aged_sims' AND activated > DATE '2025-12-01'`,
  // Several accounts of one dealer in different blocks; each callee is rung by one line.
  agent_relay: `SELECT ring FROM l JOIN t USING (line) WHERE kind = 'agent_relay' GROUP BY ring
      HAVING count(DISTINCT account) < 2 OR count(DISTINCT dealer) > 1
        OR count(DISTINCT substr(line, 1, length(line) - 3)) < count(DISTINCT account)
    UNION ALL SELECT ring FROM (SELECT ring, other, count(DISTINCT line) AS lines FROM o
      WHERE kind = 'agent_relay' GROUP BY ring, other) GROUP BY ring HAVING avg(CAST(lines = 1 AS INTEGER)) < 0.9`,
  // One SIM at a time in a handset, which goes after a day or two (three with the ranges for judging).
  cabled_handsets: `SELECT ring FROM (SELECT ring, device, day, count(DISTINCT line) AS sims FROM o
      WHERE kind = 'cabled_handsets' GROUP BY 1, 2, 3) GROUP BY ring HAVING max(sims) > 1
    UNION ALL SELECT ring FROM (SELECT ring, line, count(DISTINCT day) AS days FROM o
      WHERE kind = 'cabled_handsets' GROUP BY 1, 2) GROUP BY ring HAVING max(days) > 3
    UNION ALL SELECT ring FROM o WHERE kind = 'cabled_handsets' GROUP BY ring
      HAVING count(DISTINCT line) <= count(DISTINCT device)`,
  // Fewer calls at once than SIMs, in one or two cells, on one IMEI or a run of them.
  classic_sim_box: `SELECT ring FROM (SELECT o.ring, o.line, o.began, count(DISTINCT p.line) AS busy FROM o
      JOIN o p ON p.ring = o.ring AND p.began <= o.began AND p.began + p.seconds * INTERVAL '1' SECOND > o.began
      WHERE o.kind = 'classic_sim_box' GROUP BY 1, 2, 3) b
      GROUP BY ring HAVING max(busy) >= (SELECT count(*) FROM t WHERE t.ring = b.ring)
    UNION ALL SELECT ring FROM o WHERE kind = 'classic_sim_box' GROUP BY ring
      HAVING count(DISTINCT cell) > 2 OR max(CAST(device AS BIGINT)) - min(CAST(device AS BIGINT)) >= count(DISTINCT line)`,
  // One shop, activated within days of each other and long ago, waking on one day.
  dealer_batch: `SELECT ring FROM l JOIN t USING (line) WHERE kind = 'dealer_batch' GROUP BY ring
      HAVING max(activated) - min(activated) > 4 OR max(activated) > DATE '2025-12-01'
    UNION ALL SELECT ring FROM (SELECT ring, line, min(day) AS woke FROM o WHERE kind = 'dealer_batch' GROUP BY 1, 2)
      GROUP BY ring HAVING max(woke) - min(woke) > 1`,
  // Adjacent numbers of one account that share the load evenly; no device, no cell.
  fixed_relay: `SELECT ring FROM (SELECT ring, line, count(*) AS calls FROM o WHERE kind = 'fixed_relay'
      GROUP BY 1, 2) GROUP BY ring HAVING stddev_pop(calls) / avg(calls) > 0.2
        OR max(CAST(line AS BIGINT)) - min(CAST(line AS BIGINT)) >= count(*)
    UNION ALL SELECT ring FROM o WHERE kind = 'fixed_relay' AND (device IS NOT NULL OR cell IS NOT NULL)
    UNION ALL SELECT ring FROM (SELECT ring, other, count(DISTINCT line) AS lines FROM o
      WHERE kind = 'fixed_relay' GROUP BY ring, other) GROUP BY ring HAVING avg(CAST(lines = 1 AS INTEGER)) < 0.9`,
  // SIMs come and go while the devices stay, and short calls.
  goip_scam: `SELECT ring FROM o WHERE kind = 'goip_scam' GROUP BY ring
      HAVING count(DISTINCT line) <= count(DISTINCT device) OR median(seconds) > 45
    UNION ALL SELECT 'nobody leaves' FROM (SELECT line, max(day) AS last FROM o WHERE kind = 'goip_scam' GROUP BY line)
      HAVING min(last) >= DATE '2026-03-07'`,
  // It calls itself with talks inside a hard band, and the callee has texted a moment before.
  human_simulation: inner('human_simulation'),
  throttled_moving: `${inner('throttled_moving')}
    UNION ALL SELECT ring FROM (SELECT ring, line, count(DISTINCT cell) AS cells FROM o
      WHERE kind = 'throttled_moving' GROUP BY 1, 2) GROUP BY ring HAVING median(cells) < 3
    UNION ALL SELECT ring FROM (SELECT ring, line, day, count(*) AS calls FROM o
      WHERE kind = 'throttled_moving' AND type = 'MOC' AND other NOT IN (SELECT line FROM t WHERE fraud)
      GROUP BY 1, 2, 3) GROUP BY ring HAVING max(calls) > 33`,
  // Two lines never show one IMEI, but all are in one or two cells.
  imei_tumbling: `SELECT ring FROM (SELECT ring, device, count(DISTINCT line) AS sims FROM o
      WHERE kind = 'imei_tumbling' GROUP BY 1, 2) GROUP BY ring HAVING max(sims) > 1
    UNION ALL SELECT ring FROM o WHERE kind = 'imei_tumbling' GROUP BY ring HAVING count(DISTINCT cell) > 3`,
  // Few calls, to people who are not called again unless a second line does.
  low_and_slow: `SELECT ring FROM (SELECT ring, line, day, count(*) AS calls FROM o WHERE kind = 'low_and_slow'
      GROUP BY 1, 2, 3) GROUP BY ring HAVING avg(calls) > 22
    UNION ALL SELECT ring FROM (SELECT ring, line, other, count(*) AS times FROM o WHERE kind = 'low_and_slow'
      GROUP BY 1, 2, 3) GROUP BY ring HAVING avg(CAST(times = 1 AS INTEGER)) < 0.85`,
  // All are behind the same mast of a day (or its neighbour), and not where they were bought or last week.
  roaming_den: `SELECT ring FROM (SELECT ring, day, cell, count(*) AS n, sum(count(*)) OVER (PARTITION BY ring, day) AS calls
      FROM o WHERE kind = 'roaming_den' AND other NOT IN (SELECT line FROM t WHERE fraud) GROUP BY 1, 2, 3)
      GROUP BY ring, day HAVING max(n) < 0.7 * max(calls) AND max(calls) >= 20
    UNION ALL SELECT 'nobody abroad' FROM o WHERE kind = 'roaming_den'
      HAVING NOT bool_or(split_part(cell, '-', 1) <> substr(imsi, 1, 3))`,
  // The whole cohort is in one cell in nearly all stretches of five minutes, and in several a day.
  sim_bank: `SELECT ring FROM (SELECT ring, time_bucket(INTERVAL 5 MINUTE, began) AS b, count(DISTINCT cell) AS cells FROM o
      WHERE kind = 'sim_bank' GROUP BY 1, 2) GROUP BY ring HAVING avg(CAST(cells = 1 AS INTEGER)) < 0.85
    UNION ALL SELECT ring FROM (SELECT ring, day, count(DISTINCT cell) AS cells FROM o WHERE kind = 'sim_bank'
      GROUP BY 1, 2) GROUP BY ring HAVING max(cells) < 2`,
  // Messages by the hundred to people who were never written to before; hardly a reply, no voice.
  sms_blaster: `SELECT ring FROM o WHERE kind = 'sms_blaster' GROUP BY ring
      HAVING bool_or(type = 'MOC') OR count(DISTINCT other) < 0.9 * count(*)
    UNION ALL SELECT ring FROM (SELECT ring, line, day, count(*) AS n FROM o WHERE kind = 'sms_blaster' GROUP BY 1, 2, 3)
      GROUP BY ring HAVING max(n) < 50
    UNION ALL SELECT 'replies' FROM r JOIN t USING (line) WHERE kind = 'sms_blaster' AND type = 'SMSMT'
      HAVING count(*) > 0.06 * (SELECT count(*) FROM o WHERE kind = 'sms_blaster')`,
  // Lines pile up one or two below a published limit; 20 an hour and 4 SIMs a device are never reached.
  under_threshold: `WITH totals AS (SELECT ring, line, day, count(*) AS calls FROM o
      WHERE kind = 'under_threshold' GROUP BY 1, 2, 3)
    SELECT ring FROM totals GROUP BY ring HAVING max(calls) NOT IN (28, 29, 38, 39, 48, 49, 78, 79, 98, 99)
    UNION ALL SELECT ring FROM o WHERE kind = 'under_threshold' GROUP BY ring, line, date_trunc('hour', began)
      HAVING count(*) > 19
    UNION ALL SELECT ring FROM o WHERE kind = 'under_threshold' GROUP BY ring, device HAVING count(DISTINCT line) > 3`,
};

function inner(kind: string): string {
  return `SELECT c.ring FROM o c JOIN t ON t.line = c.other AND t.ring = c.ring
      WHERE c.kind = '${kind}' AND c.type = 'MOC' AND c.outcome = 'answered' GROUP BY c.ring
      HAVING max(c.seconds) - min(c.seconds) > 60 OR count(*) < 5
    UNION ALL SELECT c.ring FROM o c JOIN t ON t.line = c.other AND t.ring = c.ring
      LEFT JOIN o s ON s.type = 'SMSMO' AND s.line = c.other AND s.other = c.line
        AND s.began BETWEEN c.began - INTERVAL 51 SECOND AND c.began
      WHERE c.kind = '${kind}' AND c.type = 'MOC' GROUP BY c.ring
      HAVING avg(CAST(s.line IS NOT NULL AS INTEGER)) < 0.95`;
}

describe.each<{ ranges: RangeSet; seed: number }>([
  { ranges: 'fitting', seed: 41 },
  { ranges: 'judging', seed: 42 },
  { ranges: 'judging', seed: 43 },
])('the ladder, $ranges $seed', ({ ranges, seed }) => {
  let db: DuckDb;
  beforeAll(async () => {
    const from = { lines: 2200, days: 7, fraud_share: 0.12, lookalikes: [], imperfect: 0 };
    db = await load((await networks.make({ ...from, ranges, seed })).out);
  });
  afterAll(() => db.close());

  it('has its traces for every mechanism', async () => {
    const kinds = await db.rows<{ kind: string }>('SELECT DISTINCT kind FROM t WHERE fraud ORDER BY kind');
    expect(kinds.map(({ kind }) => kind)).toEqual(Object.keys(traces).sort());
  });

  it.each(Object.keys(traces))('%s leaves its trace', async (kind) => {
    expect(await db.rows(traces[kind] ?? '')).toEqual([]);
  });

  it('hardly anything comes in to a gang', async () => {
    const { share } = await db.row<{ share: number }>(
      `SELECT count_if(type = 'MTC' AND outcome = 'answered') / CAST(count_if(type = 'MOC' AND outcome = 'answered')
         AS DOUBLE) AS share
       FROM r JOIN t USING (line) WHERE kind IN ('classic_sim_box', 'imei_tumbling', 'sim_bank', 'goip_scam')`,
    );
    expect(share).toBeLessThan(0.05);
  });
});
