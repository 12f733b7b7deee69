import type { DuckDb } from '../engine/duckdb.js';
import { rounded } from './count.js';
import type { Reliability } from './evaluation.js';

/** Scores against the share of fraud, over the labelled lines of the table `judged`. */
export async function measureReliability(db: DuckDb): Promise<Reliability> {
  const rows = await db.rows<{
    step: bigint;
    lines: bigint;
    fraud: bigint;
    above: bigint;
    above_fraud: bigint;
    mean: number;
    above_mean: number | null;
  }>(
    `SELECT CAST(least(floor(round(score, 6) * 10), 9) AS BIGINT) AS step, count(*) AS lines,
       count(*) FILTER (WHERE fraud) AS fraud, count(*) FILTER (WHERE score > 0) AS above,
       count(*) FILTER (WHERE fraud AND score > 0) AS above_fraud,
       round(avg(score), 6) AS mean, round(avg(score) FILTER (WHERE score > 0), 6) AS above_mean
     FROM judged WHERE rank IS NOT NULL AND fraud IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  let distance = 0;
  let lines = 0;
  for (const row of rows) {
    const above = Number(row.above);
    if (above === 0 || row.above_mean === null) continue;
    distance += above * Math.abs(row.above_mean - Number(row.above_fraud) / above);
    lines += above;
  }
  return {
    steps: rows.map((row) => ({
      from: rounded(Number(row.step) / 10),
      to: rounded((Number(row.step) + 1) / 10),
      lines: Number(row.lines),
      fraud: Number(row.fraud),
      mean_score: row.mean,
      fraud_share: rounded(Number(row.fraud) / Number(row.lines)),
    })),
    error: lines === 0 ? null : rounded(distance / lines),
  };
}
