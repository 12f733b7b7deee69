import { type DuckDb, literal } from '../engine/duckdb.js';
import { isoTime } from './csv.js';

/** Writes suspects.jsonl: one JSON object per suspect and line, by rank; `reasons` is a list of sentences. */
export async function suspectsJsonl(db: DuckDb, file: string): Promise<void> {
  await db.run(
    `COPY (
       SELECT rank, subject_type, subject_id, tier, score, typology, families, family_list, alarms,
         strftime(first_seen, ${isoTime}) AS first_seen, strftime(last_seen, ${isoTime}) AS last_seen, reasons
       FROM report_suspects ORDER BY rank
     ) TO ${literal(file)} (FORMAT json)`,
  );
}
