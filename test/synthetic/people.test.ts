import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDb } from '../../src/engine/duckdb.js';
import { load, Networks } from './networks.js';

const networks = new Networks();
let db: DuckDb;

beforeAll(async () => {
  // Three weeks with New Year's Day, a Thursday.
  const { out } = await networks.make({
    lines: 1500,
    days: 21,
    from: '2025-12-15',
    seed: 5,
    fraud_share: 0,
    lookalikes: [],
  });
  db = await load(out);
  await db.run(`CREATE TABLE pairs AS SELECT least(line, other) AS a, greatest(line, other) AS b, count(*) AS calls
    FROM r WHERE type = 'MOC' AND other IN (SELECT line FROM t) GROUP BY 1, 2`);
});
afterAll(() => {
  db.close();
  networks.remove();
});

const one = async (sql: string) =>
  (await db.row<{ x: number }>(`SELECT CAST(x AS DOUBLE) AS x FROM (${sql})`)).x;

describe('people', () => {
  it('have circles in which friends of friends know each other', async () => {
    const closed = await one(`WITH e AS (SELECT a, b FROM pairs UNION ALL SELECT b, a FROM pairs)
      SELECT avg(CAST(p.a IS NOT NULL AS INTEGER)) AS x FROM e JOIN e f ON e.b = f.a AND e.a < f.b
      LEFT JOIN pairs p ON p.a = e.a AND p.b = f.b`);
    const density = await one('SELECT count(*) / (1500.0 * 1499 / 2) AS x FROM pairs');
    expect(closed).toBeGreaterThan(10 * density);
  });

  it('make most calls to five numbers, and both sides call', async () => {
    const favourites =
      await one(`SELECT 1e0 * sum(n) FILTER (place <= 5) / sum(n) AS x FROM (SELECT line, count(*) AS n,
      row_number() OVER (PARTITION BY line ORDER BY count(*) DESC) AS place FROM r WHERE type = 'MOC' GROUP BY line, other)`);
    expect(favourites).toBeGreaterThan(0.6);
    const mutual = await one(`SELECT avg(CAST(back.line IS NOT NULL AS INTEGER)) AS x
      FROM (SELECT line, other FROM r WHERE type = 'MOC' GROUP BY 1, 2 HAVING count(*) >= 8) p
      LEFT JOIN (SELECT DISTINCT line, other FROM r WHERE type = 'MTC') back ON back.line = p.line AND back.other = p.other`);
    expect(mutual).toBeGreaterThan(0.8);
  });

  it('call less on weekends and on a holiday', async () => {
    const day = (where: string) =>
      one(`SELECT avg(n) AS x FROM (SELECT day, count(*) AS n FROM r WHERE ${where} GROUP BY day)`);
    const working = await day("isodow(day) < 6 AND day NOT IN (DATE '2025-12-25', DATE '2026-01-01')");
    expect(await day('isodow(day) >= 6')).toBeLessThan(working);
    expect(await day("day = DATE '2026-01-01'")).toBeLessThan(working);
  });

  it('travel: some are seen in another town for days, or abroad', async () => {
    const away =
      await one(`WITH areas AS (SELECT line, day, split_part(cell, '-', 1) || split_part(cell, '-', 3) AS area
        FROM r WHERE type = 'MOC'),
      usual AS (SELECT line, mode(area) AS area FROM areas GROUP BY line),
      gone AS (SELECT a.line, a.day, bool_and(a.area <> u.area) AS away FROM areas a JOIN usual u USING (line) GROUP BY 1, 2)
      SELECT avg(CAST(away AS INTEGER)) AS x FROM gone`);
    expect(away).toBeGreaterThan(0.005);
    expect(away).toBeLessThan(0.4);
    const abroad = await one(
      `SELECT count(DISTINCT line) AS x FROM r WHERE split_part(cell, '-', 1) <> substr(imsi, 1, 3)`,
    );
    expect(abroad).toBeGreaterThan(0);
  });

  it('miss calls and return some; some calls do not reach them', async () => {
    const unanswered = await one(
      `SELECT avg(CAST(outcome <> 'answered' AS INTEGER)) AS x FROM r WHERE type = 'MTC'`,
    );
    expect(unanswered).toBeGreaterThan(0.1);
    const returned =
      await one(`SELECT avg(CAST(EXISTS (SELECT 1 FROM r b WHERE b.type = 'MOC' AND b.line = m.line
      AND b.other = m.other AND b.began BETWEEN m.began AND m.began + INTERVAL 4 HOUR) AS INTEGER)) AS x
      FROM r m WHERE m.type = 'MTC' AND m.outcome = 'no_answer' AND length(m.other) > 7`);
    expect(returned).toBeGreaterThan(0.15);
    expect(
      await one(`SELECT count(*) AS x FROM r WHERE type = 'MOC' AND outcome = 'failed'`),
    ).toBeGreaterThan(0);
  });

  it('take numbers elsewhere: friends still call them, and they leave no record any more', async () => {
    const left = await one(`SELECT count(*) AS x FROM (SELECT line, max(began) AS last FROM r GROUP BY line) o
      WHERE (SELECT count(*) FROM r WHERE r.type = 'MOC' AND r.outcome = 'answered' AND r.other = o.line
        AND r.began > o.last + INTERVAL 10 SECOND) >= 3`);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(0.02 * 1500);
  });
});
