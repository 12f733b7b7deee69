import { type DuckDb, literal } from '../engine/duckdb.js';
import type { Days } from '../store/lake.js';

/** Writes suspects.parquet: the rows of suspects.csv, typed and unguarded; `reasons` joined by `; `. */
export async function suspectsParquet(db: DuckDb, file: string): Promise<void> {
  await copyParquet(
    db,
    file,
    `SELECT rank, subject_type, subject_id, tier, score, typology, families, family_list, alarms, first_seen, last_seen,
       array_to_string(reasons, '; ') AS reasons
     FROM report_suspects ORDER BY rank`,
  );
}

/**
 * Writes findings.parquet: one row per finding. `subject_id` is the line that is ranked; `about_type` and
 * `about_id` say whom the finding measures, such as the device that the line's SIM was used in.
 * `value` and `threshold` are in `unit`; `strength` is negative for counter-evidence, `evidence` is strength
 * times the heuristic's weight.
 */
export async function findingsParquet(db: DuckDb, file: string, window: Days): Promise<void> {
  await copyParquet(
    db,
    file,
    `SELECT rank, 'line' AS subject_type, subject_id, heuristic, family, about_type, about_id, strength, evidence,
       value, threshold, unit, DATE ${literal(window.from)} AS window_from, DATE ${literal(window.to)} AS window_to,
       reason
     FROM report_findings ORDER BY rank, evidence DESC, strength DESC, heuristic, about_type, about_id`,
  );
}

/** Writes scores.parquet: every line of the window by rank, 0 where nothing was found. */
export async function scoresParquet(db: DuckDb, file: string): Promise<void> {
  await copyParquet(db, file, 'SELECT subject_id, score, rank FROM report_scores ORDER BY rank');
}

async function copyParquet(db: DuckDb, file: string, select: string): Promise<void> {
  await db.run(`COPY (${select}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
}
