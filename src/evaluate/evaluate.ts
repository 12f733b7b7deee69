import { existsSync } from 'node:fs';
import { DuckDb, literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import type { Evaluation } from './evaluation.js';
import { readTruth, subjectText } from './truth.js';

/** Files to compare; paths as they are. */
export interface EvaluateOptions {
  /** A run's scores.parquet: subject_id VARCHAR, score DOUBLE, rank BIGINT, every line of the window. */
  scores: string;
  /** The same run's suspects.parquet, for the tiers; without it no line counts as flagged. */
  suspects?: string;
  /** CSV: subject_id, fraud (0 or 1), kind. */
  truth: string;
}

const cuts = [10, 50, 100, 500];

/**
 * Compares a run's ranking with the truth.
 * @throws SimhoundError INPUT_MISSING, INPUT_UNREADABLE, TRUTH_INVALID.
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const db = await DuckDb.open();
  try {
    await readTruth(db, options.truth);
    await readRun(db, options);
    return await measure(db);
  } finally {
    db.close();
  }
}

/** `judged`: every line that is scored or labelled, with what the run and the truth say of it. */
async function readRun(db: DuckDb, { scores, suspects }: EvaluateOptions): Promise<void> {
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
      `CREATE TEMP TABLE judged AS SELECT
         s.rank, t.fraud, t.kind, coalesce(p.tier, '') AS tier
       FROM (SELECT ${subjectText('subject_id')} AS subject_id, rank FROM read_parquet(${literal(scores)})) AS s
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

async function measure(db: DuckDb): Promise<Evaluation> {
  const counts = await numbers(
    db,
    `SELECT count(rank) AS scored, count(fraud) AS labelled, count(*) FILTER (WHERE fraud) AS fraud,
       count(*) FILTER (WHERE fraud IS NULL) AS unlabelled,
       count(*) FILTER (WHERE fraud AND rank IS NULL) AS unscored_fraud
     FROM judged`,
  );
  const { scored = 0, labelled = 0, fraud = 0, unlabelled = 0, unscored_fraud = 0 } = counts;
  const precision: Evaluation['precision'] = [];
  for (const k of [fraud, ...cuts.filter((cut) => cut <= scored && cut !== fraud)]) {
    const { confirmed = 0, unknown = 0 } = await numbers(
      db,
      `SELECT count(*) FILTER (WHERE fraud) AS confirmed, count(*) FILTER (WHERE fraud IS NULL) AS unknown
       FROM judged WHERE rank <= $k`,
      { k },
    );
    precision.push({ k, confirmed, unlabelled: unknown, precision: k === 0 ? null : rounded(confirmed / k) });
  }
  // Ranks are a total order, so ties of the score are already decided by the run.
  const { ap = 0 } = await numbers(
    db,
    `SELECT COALESCE(sum(CAST(nth AS DOUBLE) / rank ORDER BY rank), 0) AS ap FROM (
       SELECT rank, row_number() OVER (ORDER BY rank) AS nth FROM judged WHERE fraud AND rank IS NOT NULL
     ) AS found`,
  );
  const kinds = await byKind(db, fraud);
  return {
    scored,
    labelled,
    fraud,
    unlabelled,
    unscored_fraud,
    precision,
    recall_at_n: fraud === 0 ? null : rounded((precision[0]?.confirmed ?? 0) / fraud),
    average_precision: fraud === 0 ? null : rounded(ap / fraud),
    ...kinds,
  };
}

async function byKind(db: DuckDb, n: number): Promise<Pick<Evaluation, 'fraud_kinds' | 'lawful_kinds'>> {
  const rows = await db.rows<Record<string, bigint> & { fraud: boolean; kind: string }>(
    `SELECT fraud, kind, count(*) AS lines,
       count(*) FILTER (WHERE tier = 'block') AS block, count(*) FILTER (WHERE tier = 'review') AS review,
       count(*) FILTER (WHERE tier = 'watch') AS watch,
       count(*) FILTER (WHERE rank <= $n) AS at_n, count(*) FILTER (WHERE rank IS NULL) AS unscored
     FROM judged WHERE fraud IS NOT NULL GROUP BY ALL ORDER BY kind`,
    { n },
  );
  const of = (row: Record<string, unknown>, name: string) => Number(row[name] ?? 0);
  const common = (row: { kind: string } & Record<string, unknown>) => ({
    kind: row.kind,
    lines: of(row, 'lines'),
    block: of(row, 'block'),
    review: of(row, 'review'),
    watch: of(row, 'watch'),
  });
  return {
    fraud_kinds: rows
      .filter((row) => row.fraud)
      .map((row) => ({
        ...common(row),
        at_n: of(row, 'at_n'),
        recall: rounded(of(row, 'at_n') / of(row, 'lines')),
        unscored: of(row, 'unscored'),
      })),
    lawful_kinds: rows.filter((row) => !row.fraud).map(common),
  };
}

async function numbers(db: DuckDb, sql: string, params = {}): Promise<Record<string, number>> {
  const row = await db.row<Record<string, bigint | number>>(sql, params);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

function rounded(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
