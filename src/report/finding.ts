import type { DuckDb } from '../engine/duckdb.js';
import type { Days } from '../store/lake.js';
import type { ExplainedFinding, Explanation } from './explanation.js';
import { type Fillings, filled, recount } from './recount.js';

type FoundRow = Omit<ExplainedFinding, 'weakened_by' | 'recount'> & {
  recount_sql: string;
  params: string;
  cleared_by: string[];
};

/** The findings of a line, strongest first, each counted again from the records. */
export async function explainedFindings(db: DuckDb, line: bigint, window: Days): Promise<ExplainedFinding[]> {
  const rows = await db.rows<FoundRow>(
    `SELECT f.heuristic, f.family, h.title, f.about_type, f.about_id, f.strength, f.evidence, f.value, f.threshold,
       f.unit, f.reason, h.recount AS recount_sql, h.params, h.cleared_by
     FROM findings f JOIN heuristics h ON h.name = f.heuristic
     WHERE f.line = $line
     ORDER BY abs(f.evidence) DESC, f.heuristic, f.about_id`,
    { line },
  );
  const counter = new Set(rows.filter((row) => row.strength < 0).map((row) => row.heuristic));
  const findings: ExplainedFinding[] = [];
  for (const { recount_sql, params, cleared_by, ...said } of rows) {
    const values: Fillings = {
      ...(JSON.parse(params) as Record<string, number | string | boolean>),
      line,
      // A device's id has leading zeros for people only.
      subject: said.about_type === 'line' ? line : BigInt(said.about_id),
      from: { date: window.from },
      to: { date: window.to },
    };
    findings.push({
      ...said,
      weakened_by: cleared_by
        .map((path) => path.split('/').at(-1) ?? path)
        .filter((name) => counter.has(name)),
      recount: await recount(db, filled(recount_sql, values), said.value),
    });
  }
  return findings;
}

/** False positives of the heuristics that found something; blind spots of those, or of all when none did. */
export async function lessons(
  db: DuckDb,
  findings: ExplainedFinding[],
): Promise<Pick<Explanation, 'false_positives' | 'blind_spots'>> {
  const rows = await db.rows<{
    name: string;
    false_positives: string[];
    blind_spots: string[];
    counter: boolean;
  }>('SELECT name, false_positives, blind_spots, counter FROM heuristics ORDER BY name');
  const found = new Set(findings.map((finding) => finding.heuristic));
  const speaking = rows.filter((row) => found.has(row.name));
  const blind = speaking.length > 0 ? speaking : rows.filter((row) => !row.counter);
  return {
    false_positives: [...new Set(speaking.flatMap((row) => row.false_positives))],
    blind_spots: [...new Set(blind.flatMap((row) => row.blind_spots))],
  };
}
