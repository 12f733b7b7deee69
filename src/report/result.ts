import { literal } from '../engine/duckdb.js';
import type { Model } from '../model.js';
import { type Days, exposeTables } from '../store/lake.js';
import type { Store } from '../store/store.js';
import { exposeBuilt } from './built.js';
import { imeiText, lineText, type ResolvedParams, reasonOrder, reasonText } from './phrase.js';
import { makeSentences } from './sentences.js';

/** Findings of one heuristic that a suspect's reasons tell at most; findings.parquet has them all. */
const reasonsPerHeuristic = 3;

/**
 * Makes the one result that every report is written from, as tables in memory that the store's other connections see as
 * well: `report_scores` (line, subject_id, score, rank), `report_findings` and `report_suspects`, texts ready to read;
 * and, as views, `report.suspects`, `report.findings` and `report.scores`, which are what the Parquet files hold, with
 * the `line` that each row is about.
 * What was counted of each day of the window is readable as `line_device_day` and `record_kind_day`.
 * Everything is rounded here and ordered when written, so that the same lake gives the same bytes.
 */
export async function makeResult(
  store: Store,
  input: { day: string; window: Days; models: Model[]; params: Record<string, ResolvedParams> },
): Promise<void> {
  const heuristics = input.models.filter((model) => model.heuristic);
  await exposeBuilt(store, [
    'scores',
    'suspects',
    'findings',
    'names',
    'near_misses',
    'victims',
    ...heuristics.map((model) => model.name),
  ]);
  await exposeTables(store, ['line_device_day', 'record_kind_day'], input.window);
  await makeSentences(store.db, heuristics, input.params);
  await store.db.run(scores);
  await store.db.run(findings);
  await store.db.run(suspects, { day: input.day });
  await store.db.run(views(input.window));
}

const scores = `
CREATE OR REPLACE TABLE report_scores AS
SELECT s.line, ${lineText('s.line', 'n.name')} AS subject_id, round(s.score, 6) AS score, s.rank
FROM scores s LEFT JOIN (SELECT id, min(name) AS name FROM names GROUP BY id) n ON n.id = s.line`;

// The CASE keeps the last join but one an equality: a condition on one side alone costs DuckDB a nested loop (20 times).
const findings = `
CREATE OR REPLACE TABLE report_findings AS
SELECT s.rank, f.line, s.subject_id, f.heuristic, f.family,
  f.subject_type AS about_type,
  CASE f.subject_type
    WHEN 'line' THEN COALESCE(a.subject_id, CAST(f.subject_id AS VARCHAR))
    WHEN 'device' THEN ${imeiText('f.subject_id')}
    ELSE CAST(f.subject_id AS VARCHAR) END AS about_id,
  round(CAST(f.strength AS DOUBLE), 6) AS strength, round(CAST(f.evidence AS DOUBLE), 6) AS evidence,
  round(CAST(f.value AS DOUBLE), 6) AS value, round(CAST(f.threshold AS DOUBLE), 6) AS threshold,
  w.unit, w.sentence AS reason
FROM findings f
JOIN report_scores s ON s.line = f.line
LEFT JOIN report_scores a ON a.line = CASE WHEN f.subject_type = 'line' THEN f.subject_id END
LEFT JOIN report_sentences w
  ON w.heuristic = f.heuristic AND w.line = f.line AND w.subject_type = f.subject_type AND w.subject_id = f.subject_id`;

/** An alarm is a day on which the line stood in the block or review tier: earlier days, and this one. */
const suspects = `
CREATE OR REPLACE TABLE report_suspects AS
WITH told AS (
  SELECT line, strength, evidence, heuristic, about_type, about_id,
    ${reasonText} AS reason,
    row_number() OVER (PARTITION BY line, heuristic ORDER BY abs(evidence) DESC, about_type, about_id) AS nth
  FROM report_findings
  WHERE strength <> 0 AND line IN (SELECT line FROM suspects)
), reasons AS (
  SELECT line, list(reason ORDER BY ${reasonOrder}) AS reasons
  FROM told WHERE nth <= ${reasonsPerHeuristic} GROUP BY line
), earlier AS (
  SELECT subject_id, count(*) AS alarms FROM state.alarms
  WHERE subject_type = 'line' AND day < CAST($day AS DATE) GROUP BY subject_id
)
SELECT u.rank, u.line, 'line' AS subject_type, s.subject_id, u.tier, s.score, u.typology,
  CAST(u.families AS BIGINT) AS families, u.family_list,
  CAST(COALESCE(e.alarms, 0) + CASE WHEN u.tier IN ('block', 'review') THEN 1 ELSE 0 END AS BIGINT) AS alarms,
  u.first_seen, u.last_seen, COALESCE(r.reasons, []) AS reasons
FROM suspects u
JOIN report_scores s ON s.line = u.line
LEFT JOIN reasons r ON r.line = u.line
LEFT JOIN earlier e ON e.subject_id = s.subject_id`;

/**
 * `subject_id` of a finding is the line that is ranked; `about_type` and `about_id` say whom the finding measures, such
 * as the device that the line's SIM was used in. `value` and `threshold` are in `unit`; `strength` is negative for
 * counter-evidence, `evidence` is strength times the heuristic's weight. `reasons` of a suspect are joined by `; `.
 */
const views = ({ from, to }: Days) => `
CREATE SCHEMA IF NOT EXISTS report;
CREATE OR REPLACE VIEW report.suspects AS
SELECT line, rank, subject_type, subject_id, tier, score, typology, families, family_list, alarms, first_seen, last_seen,
  array_to_string(reasons, '; ') AS reasons
FROM report_suspects;
CREATE OR REPLACE VIEW report.findings AS
SELECT line, rank, 'line' AS subject_type, subject_id, heuristic, family, about_type, about_id, strength, evidence,
  value, threshold, unit, DATE ${literal(from)} AS window_from, DATE ${literal(to)} AS window_to, reason
FROM report_findings;
CREATE OR REPLACE VIEW report.scores AS SELECT line, subject_id, score, rank FROM report_scores`;
