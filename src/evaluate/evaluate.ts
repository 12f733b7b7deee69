import { DuckDb } from '../engine/duckdb.js';
import { countRow, rounded, shareOf } from './count.js';
import { type Evaluation, type KindCount, type Tier, tiers } from './evaluation.js';
import { measureGroups } from './groups.js';
import { judge, type RankingFiles } from './judged.js';
import { measureReliability } from './reliability.js';
import { readTruth } from './truth.js';
import { countVictims } from './victims.js';

/** Files to compare; paths as they are. */
export interface EvaluateOptions extends RankingFiles {
  /** CSV: subject_id, fraud (0 or 1), kind, and group_id where rings are known. */
  truth: string;
  /** Parquet: group_id, subject_id VARCHAR: the groups that the run found. */
  members?: string;
  /** CSV: msisdn, suspects (the lines that called it, with blanks between): who was called by fraud lines. */
  victims?: string;
  /** The run's warning list: CSV whose first column is the number. */
  warned?: string;
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
    await judge(db, options);
    return {
      ...(await measureRanking(db)),
      reliability: await measureReliability(db),
      groups: await measureGroups(db, options.members),
      victims: await countVictims(db, options.victims, options.warned),
    };
  } finally {
    db.close();
  }
}

async function measureRanking(db: DuckDb): Promise<Omit<Evaluation, 'reliability' | 'groups' | 'victims'>> {
  const counts = await countRow(
    db,
    `SELECT count(rank) AS scored, count(fraud) AS labelled, count(*) FILTER (WHERE fraud) AS fraud,
       count(*) FILTER (WHERE fraud IS NULL) AS unlabelled,
       count(*) FILTER (WHERE fraud AND rank IS NULL) AS unscored_fraud
     FROM judged`,
  );
  const { scored = 0, labelled = 0, fraud = 0, unlabelled = 0, unscored_fraud = 0 } = counts;
  const precision: Evaluation['precision'] = [];
  for (const k of [fraud, ...cuts.filter((cut) => cut <= scored && cut !== fraud)]) {
    const { confirmed = 0, unknown = 0 } = await countRow(
      db,
      `SELECT count(*) FILTER (WHERE fraud) AS confirmed, count(*) FILTER (WHERE fraud IS NULL) AS unknown
       FROM judged WHERE rank <= $k`,
      { k },
    );
    precision.push({ k, confirmed, unlabelled: unknown, precision: shareOf(confirmed, k) });
  }
  // Ranks are a total order, so ties of the score are already decided by the run.
  const { ap = 0 } = await countRow(
    db,
    `SELECT COALESCE(sum(CAST(nth AS DOUBLE) / rank ORDER BY rank), 0) AS ap FROM (
       SELECT rank, row_number() OVER (ORDER BY rank) AS nth FROM judged WHERE fraud AND rank IS NOT NULL
     ) AS found`,
  );
  return {
    scored,
    labelled,
    fraud,
    unlabelled,
    unscored_fraud,
    precision,
    recall_at_n: shareOf(precision[0]?.confirmed ?? 0, fraud),
    average_precision: shareOf(ap, fraud),
    tiers: await byTier(db),
    ...(await byKind(db, fraud)),
  };
}

async function byTier(db: DuckDb): Promise<Evaluation['tiers']> {
  const rows = await db.rows<{ tier: Tier; lines: bigint; fraud: bigint }>(
    `SELECT tier, count(*) AS lines, count(*) FILTER (WHERE fraud) AS fraud FROM judged WHERE tier <> '' GROUP BY 1`,
  );
  const of = (tier: Tier) => {
    const row = rows.find((candidate) => candidate.tier === tier);
    return { lines: Number(row?.lines ?? 0), fraud: Number(row?.fraud ?? 0) };
  };
  const [block, review, watch] = tiers.map(of);
  const none = { lines: 0, fraud: 0 };
  return { block: block ?? none, review: review ?? none, watch: watch ?? none };
}

async function byKind(db: DuckDb, n: number): Promise<Pick<Evaluation, 'fraud_kinds' | 'lawful_kinds'>> {
  type Row = Record<Exclude<keyof KindCount, 'kind'> | 'at_n' | 'unscored', bigint> & {
    fraud: boolean;
    kind: string;
  };
  const rows = await db.rows<Row>(
    `SELECT fraud, kind, count(*) AS lines,
       count(*) FILTER (WHERE tier = 'block') AS block, count(*) FILTER (WHERE tier = 'review') AS review,
       count(*) FILTER (WHERE tier = 'watch') AS watch,
       count(*) FILTER (WHERE rank <= $n) AS at_n, count(*) FILTER (WHERE rank IS NULL) AS unscored
     FROM judged WHERE fraud IS NOT NULL GROUP BY ALL ORDER BY kind`,
    { n },
  );
  const common = (row: Row): KindCount => ({
    kind: row.kind,
    lines: Number(row.lines),
    block: Number(row.block),
    review: Number(row.review),
    watch: Number(row.watch),
  });
  return {
    fraud_kinds: rows
      .filter((row) => row.fraud)
      .map((row) => ({
        ...common(row),
        at_n: Number(row.at_n),
        recall: rounded(Number(row.at_n) / Number(row.lines)),
        unscored: Number(row.unscored),
      })),
    lawful_kinds: rows.filter((row) => !row.fraud).map(common),
  };
}
