import type { DuckDb } from '../engine/duckdb.js';
import { copyCsv, guarded, isoTime } from './csv.js';
import { lineText, reasonOrder, reasonText } from './phrase.js';

/**
 * Writes near_misses.csv: lines that only counter-evidence keeps from being suspects, by rank, with what spoke for
 * and against fraud (0 to 1) and all their reasons.
 */
export async function nearMissesCsv(db: DuckDb, file: string): Promise<void> {
  await copyCsv(
    db,
    file,
    `SELECT m.rank, ${guarded('s.subject_id')} AS subject_id, s.score, round(m.for_fraud, 6) AS for_fraud,
       round(m.against_fraud, 6) AS against_fraud, ${guarded("COALESCE(r.reasons, '')")} AS reasons
     FROM near_misses m
     JOIN report_scores s ON s.line = m.line
     LEFT JOIN (
       SELECT line, string_agg(${reasonText}, '; ' ORDER BY ${reasonOrder}) AS reasons
       FROM report_findings WHERE line IN (SELECT line FROM near_misses) GROUP BY line
     ) r ON r.line = m.line
     ORDER BY m.rank`,
  );
}

/**
 * Writes victims.csv, the warning list: people whom suspects of the block or review tier talked to for long, the most
 * urgent first. `suspects` counts the lines that reached them, `answered_seconds` is all they talked with those in the
 * window; times are UTC.
 */
export async function victimsCsv(db: DuckDb, file: string): Promise<void> {
  await copyCsv(
    db,
    file,
    `SELECT v.rank, ${guarded(lineText('v.callee', 'n.name'))} AS subject_id, v.suspects, v.calls, v.long_calls,
       v.answered_seconds, strftime(v.first_call, ${isoTime}) AS first_call,
       strftime(v.last_call, ${isoTime}) AS last_call, v.best_rank
     FROM victims v LEFT JOIN (SELECT id, min(name) AS name FROM names GROUP BY id) n ON n.id = v.callee
     ORDER BY v.rank`,
  );
}
