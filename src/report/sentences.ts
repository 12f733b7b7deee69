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
  if (heuristics.length === 0) return;
  const columns = await columnsByTable(db);
  const selects = heuristics.map((model) => {
    const sentence = phrase(model, columns.get(model.name) ?? new Map(), params[model.name] ?? {});
    return `SELECT ${literal(model.name)}, ${literal(model.heuristic?.unit ?? '')},
        line, subject_type, subject_id, min(sentence)
      FROM (SELECT t.line, t.subject_type, t.subject_id, ${sentence} AS sentence FROM ${identifier(model.name)} t)
      GROUP BY line, subject_type, subject_id`;
  });
  // One statement: most heuristics find little, and a statement each would take longer than their rows.
  await db.run(`INSERT INTO report_sentences ${selects.join('\nUNION ALL\n')}`);
}

/** Column → SQL type of every temporary view. */
async function columnsByTable(db: DuckDb): Promise<Map<string, Map<string, string>>> {
  const rows = await db.rows<Record<'table' | 'column' | 'type', string>>(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM duckdb_columns()
     WHERE database_name = 'temp'`,
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>();
    tables.set(table, columns.set(column, type));
  }
  return tables;
}
