import type { DuckDb } from '../engine/duckdb.js';
import { nameIdSql, slowNumber } from './numbers.js';

/** The temporary table (text, id, name, refused) that `lookNumbersUp` makes; `recordSelect` reads it. */
export const numberTable = 'number_looked_up';

/**
 * Looks closely at the numbers that SQL could not decide, each different text once.
 * @param from a table with the texts in `undecided_line` and `undecided_counterpart`.
 */
export async function lookNumbersUp(db: DuckDb, from: string, country: string): Promise<void> {
  await db.run(
    `CREATE OR REPLACE TEMP TABLE ${numberTable} (text VARCHAR, id BIGINT, name VARCHAR, refused BOOLEAN)`,
  );
  const texts = await db.rows<{ text: string }>(
    `SELECT undecided_line AS text FROM ${from} WHERE undecided_line IS NOT NULL
     UNION SELECT undecided_counterpart FROM ${from} WHERE undecided_counterpart IS NOT NULL`,
  );
  for (let start = 0; start < texts.length; start += 10_000) {
    const found = texts.slice(start, start + 10_000).map(({ text }) => {
      const number = slowNumber(text, country);
      return {
        text,
        // JSON has no integers of this size.
        id: 'id' in number ? String(number.id) : null,
        name: 'name' in number ? number.name : null,
        refused: 'refuse' in number,
      };
    });
    await db.run(
      `INSERT INTO ${numberTable} SELECT n.text, n.id, n.name, n.refused FROM (
         SELECT unnest(from_json($found, '[{"text":"VARCHAR","id":"BIGINT","name":"VARCHAR","refused":"BOOLEAN"}]')) AS n
       )`,
      { found: JSON.stringify(found) },
    );
  }
  await db.run(`UPDATE ${numberTable} SET id = ${nameIdSql('name')} WHERE name IS NOT NULL`);
}
