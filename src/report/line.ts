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

/** What a person types to mean a line. */
export interface AskedLine {
  /** Digits, digits behind `+` or `00`, with blanks or without, or the name of an alphanumeric sender. */
  text: string;
  /** The line that the text stands for when it is read as the records were, in national form too. */
  id?: bigint | undefined;
}

/** Finds a line by what a person types. @throws LINE_UNKNOWN */
export async function findLine(db: DuckDb, { text, id }: AskedLine): Promise<RankedLine> {
  const typed = text.trim();
  const bare = typed.replaceAll(/[\s\p{Pd}()./]/gu, '');
  const digits = /^(?:\+|00)?(\d{1,18})$/.exec(bare)?.[1];
  const candidates = [typed, digits, /^\+?(\d{1,18})$/.exec(bare)?.[1]].filter((name) => name !== undefined);
  // What is one line's exact name comes before what differs in case, and digits as they stand before another reading.
  const [line] = await db.rows<RankedLine>(
    `SELECT line AS id, subject_id, score, rank, (SELECT count(*) FROM scores) AS "of", for_fraud, against_fraud
     FROM scores
     WHERE subject_id IN (SELECT unnest(from_json($candidates, '["VARCHAR"]')))
        OR line = CAST($id AS BIGINT)
        OR (line < 0 AND lower(subject_id) = lower($typed))
     ORDER BY subject_id = $typed DESC, line IS NOT DISTINCT FROM CAST($id AS BIGINT), rank LIMIT 1`,
    { candidates: JSON.stringify(candidates), typed, id: id ?? null },
  );
  if (line) return line;
  throw new SimhoundError('LINE_UNKNOWN', {
    what: 'The line has no record of its own in the window of the newest run.',
    todo: 'Write the number in international digits (34600111222), or in national form with the country of the configuration, or a sender as its name stands in the records.',
  });
}
