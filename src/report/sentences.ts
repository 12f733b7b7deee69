import { type DuckDb, identifier, literal } from '../engine/duckdb.js';
import type { Model } from '../model.js';
import { phrase, type ResolvedParams } from './phrase.js';

/**
 * Makes the temporary table `report_sentences`: per heuristic and subject of a line, its finding in words and
 * the unit of its value. Reads each heuristic's own table and `names`.
 */
export async function makeSentences(
  db: DuckDb,
  heuristics: Model[],
  params: Record<string, ResolvedParams>,
): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP TABLE report_sentences (
    heuristic VARCHAR, unit VARCHAR, line BIGINT, subject_type VARCHAR, subject_id BIGINT, sentence VARCHAR)`);
  for (const model of heuristics) {
    const table = identifier(model.name);
    const columns = new Map(
      (await db.describe(`SELECT * FROM ${table} LIMIT 0`)).map((c) => [c.name, c.type]),
    );
    const sentence = phrase(model, columns, params[model.name] ?? {});
    await db.run(`INSERT INTO report_sentences
      SELECT ${literal(model.name)}, ${literal(model.heuristic?.unit ?? '')},
        line, subject_type, subject_id, min(sentence)
      FROM (SELECT t.line, t.subject_type, t.subject_id, ${sentence} AS sentence FROM ${table} t)
      GROUP BY line, subject_type, subject_id`);
  }
}
