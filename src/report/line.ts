import type { DuckDb } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';

/** A ranked line of the published run. */
export interface RankedLine {
  id: bigint;
  subject_id: string;
  score: number;
  rank: bigint;
  of: bigint;
  for_fraud: number;
  against_fraud: number;
}

/** Finds a line by what a person types: digits, `+` and digits, or a name. @throws LINE_UNKNOWN */
export async function findLine(db: DuckDb, text: string): Promise<RankedLine> {
  const typed = text.trim();
  const digits = /^(?:\+|00)?(\d{1,18})$/.exec(typed)?.[1];
  const candidates = [typed, digits, /^\+?(\d{1,18})$/.exec(typed)?.[1]].filter((name) => name !== undefined);
  // A text that is one line's exact name comes before one that differs in case.
  const [line] = await db.rows<RankedLine>(
    `SELECT line AS id, subject_id, score, rank, (SELECT count(*) FROM scores) AS "of", for_fraud, against_fraud
     FROM scores
     WHERE subject_id IN (SELECT unnest(from_json($candidates, '["VARCHAR"]')))
        OR (line < 0 AND lower(subject_id) = lower($typed))
     ORDER BY subject_id = $typed DESC, rank LIMIT 1`,
    { candidates: JSON.stringify(candidates), typed },
  );
  if (line) return line;
  throw new SimhoundError('LINE_UNKNOWN', {
    what: 'The line has no record of its own in the window of the newest run.',
    todo: 'Write the number in international digits (34600111222), or a sender as its name stands in the records.',
  });
}
