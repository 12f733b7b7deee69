import { type DuckDb, literal } from '../engine/duckdb.js';
import { clean } from './phrase.js';

/** How every time is written in CSV and JSON: UTC, to the second. */
export const isoTime = "'%Y-%m-%dT%H:%M:%SZ'";

/**
 * A text cell that a spreadsheet will not run: control characters go, and a text that begins like a formula
 * (= + - @, also in their full-width forms, also behind blanks) gets a leading apostrophe (OWASP, "CSV Injection").
 */
export function guarded(text: string): string {
  return `regexp_replace(${clean(text)}, '^(\\s*[=+\\-@＝＋－＠])', '''\\1')`;
}

/** Writes suspects.csv: one row per suspect by rank; times are UTC. */
export async function suspectsCsv(db: DuckDb, file: string): Promise<void> {
  await copyCsv(
    db,
    file,
    `SELECT rank, subject_type, ${guarded('subject_id')} AS subject_id, tier, score, ${guarded('typology')} AS typology,
       families, ${guarded('family_list')} AS family_list, alarms,
       strftime(first_seen, ${isoTime}) AS first_seen, strftime(last_seen, ${isoTime}) AS last_seen,
       ${guarded("array_to_string(reasons, '; ')")} AS reasons
     FROM report_suspects ORDER BY rank`,
  );
}

/**
 * Writes devices.csv, the IMEI list: devices that a finding speaks of, the worst first. `imei` is the first
 * 14 digits; `sims` counts the SIMs that the window's records show in it, `lines` the lines with such a finding;
 * `best_rank` and `best_score` are those of the highest ranked of them.
 */
export async function devicesCsv(db: DuckDb, file: string): Promise<void> {
  await copyCsv(
    db,
    file,
    `SELECT f.about_id AS imei, max(d.sims) AS sims, count(DISTINCT f.line) AS lines, min(f.rank) AS best_rank, max(s.score) AS best_score,
       array_to_string(list(DISTINCT f.heuristic ORDER BY f.heuristic), ' ') AS heuristics
     FROM report_findings f JOIN report_scores s ON s.line = f.line
     LEFT JOIN (
       SELECT imei, count(DISTINCT imsi) AS sims FROM line_device_day
       WHERE imei IN (SELECT CAST(about_id AS BIGINT) FROM report_findings WHERE about_type = 'device')
       GROUP BY imei
     ) d ON d.imei = TRY_CAST(f.about_id AS BIGINT)
     WHERE f.about_type = 'device' AND f.strength > 0
     GROUP BY f.about_id ORDER BY best_rank, imei`,
  );
}

/** Writes a query's rows as CSV with a header. */
export async function copyCsv(db: DuckDb, file: string, select: string): Promise<void> {
  await db.run(`COPY (${select}) TO ${literal(file)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"')`);
}
