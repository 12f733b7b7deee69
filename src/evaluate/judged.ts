import { existsSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import { subjectText } from './truth.js';

/** A ranking, as files. */
export interface RankingFiles {
  /** A run's scores.parquet: subject_id VARCHAR, score DOUBLE, rank BIGINT, every line of the window. */
  scores: string;
  /** The same run's suspects.parquet, for the tiers; without it no line counts as flagged. */
  suspects?: string;
}

/**
 * Makes the temporary table `judged(subject_id, score, rank, tier, fraud, kind)`: every line that is scored or
 * labelled, with what the ranking and the table `truth` say of it.
 * @throws INPUT_MISSING, INPUT_UNREADABLE.
 */
export async function judge(db: DuckDb, { scores, suspects }: RankingFiles): Promise<void> {
  for (const file of [scores, suspects]) {
    if (file === undefined || existsSync(file)) continue;
    throw new SimhoundError('INPUT_MISSING', { what: `There is no file ${file}.`, todo: 'Do a run first.' });
  }
  // Suspects may be devices and groups, too; the truth speaks of lines.
  const tiers =
    suspects === undefined
      ? "SELECT '' AS subject_id, '' AS tier WHERE false"
      : `SELECT subject_id, any_value(tier) AS tier FROM read_parquet(${literal(suspects)})
         WHERE subject_type = 'line' GROUP BY 1`;
  try {
    await db.run(
      `CREATE OR REPLACE TEMP TABLE judged AS SELECT
         subject_id, s.score, s.rank, t.fraud, t.kind, coalesce(p.tier, '') AS tier
       FROM (SELECT ${subjectText('subject_id')} AS subject_id, score, rank FROM read_parquet(${literal(scores)})) AS s
       FULL JOIN truth AS t USING (subject_id)
       LEFT JOIN (SELECT ${subjectText('subject_id')} AS subject_id, tier FROM (${tiers})) AS p USING (subject_id)`,
    );
  } catch (thrown) {
    throw new SimhoundError('INPUT_UNREADABLE', {
      what: `${scores} or its suspects.parquet is not a run's output.`,
      todo: 'Name the scores.parquet of a run of this version.',
      cause: thrown,
    });
  }
}
