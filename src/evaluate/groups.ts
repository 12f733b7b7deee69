import { existsSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { countRow, shareOf } from './count.js';
import type { Grouping } from './evaluation.js';
import { subjectText } from './truth.js';

/**
 * Compares the groups that a run found with the rings of the table `truth`.
 * @param members Parquet with group_id and subject_id; null comes back without it, or where the truth has no ring.
 */
export async function measureGroups(db: DuckDb, members: string | undefined): Promise<Grouping | null> {
  if (members === undefined || !existsSync(members)) return null;
  const { rings = 0 } = await countRow(db, 'SELECT count(DISTINCT ring) AS rings FROM truth WHERE fraud');
  if (rings === 0) return null;
  await db.run(
    `CREATE OR REPLACE TEMP TABLE member AS
     SELECT m.group_id, t.subject_id IS NOT NULL AND t.fraud AS fraud, t.ring
     FROM (SELECT DISTINCT CAST(group_id AS VARCHAR) AS group_id, ${subjectText('subject_id')} AS subject_id
           FROM read_parquet(${literal(members)})) AS m
     LEFT JOIN truth AS t USING (subject_id)`,
  );
  const groups = await countRow(
    db,
    `SELECT count(*) FILTER (WHERE fraud > 0) AS found,
       CAST(COALESCE(sum(lines) FILTER (WHERE fraud > 0), 0) AS BIGINT) AS found_lines,
       count(*) FILTER (WHERE fraud = 0) AS lawful,
       CAST(COALESCE(sum(lines) FILTER (WHERE fraud = 0), 0) AS BIGINT) AS lawful_lines,
       CAST(COALESCE(sum(most) FILTER (WHERE fraud > 0), 0) AS BIGINT) AS pure
     FROM (SELECT group_id, count(*) AS lines, count(*) FILTER (WHERE fraud) AS fraud FROM member GROUP BY 1) AS g
     LEFT JOIN (SELECT group_id, max(lines) AS most FROM (
       SELECT group_id, ring, count(*) AS lines FROM member WHERE fraud AND ring IS NOT NULL GROUP BY 1, 2
     ) AS shared GROUP BY 1) AS s USING (group_id)`,
  );
  // A ring of which one line alone is in a group has not been found together.
  const kinds = await db.rows<{ kind: string; rings: bigint; lines: bigint; together: bigint }>(
    `SELECT kind, count(*) AS rings, CAST(sum(lines) AS BIGINT) AS lines,
       CAST(sum(COALESCE(together, 0)) AS BIGINT) AS together
     FROM (SELECT ring, min(kind) AS kind, count(*) AS lines FROM truth
           WHERE fraud AND ring IS NOT NULL GROUP BY 1 HAVING count(*) > 1) AS r
     LEFT JOIN (SELECT ring, max(lines) AS together FROM (
       SELECT group_id, ring, count(*) AS lines FROM member WHERE fraud AND ring IS NOT NULL GROUP BY 1, 2
       HAVING count(*) > 1
     ) AS shared GROUP BY 1) AS t USING (ring)
     GROUP BY 1 ORDER BY 1`,
  );
  const { found = 0, found_lines = 0, lawful = 0, lawful_lines = 0, pure = 0 } = groups;
  const sum = (of: 'lines' | 'together') => kinds.reduce((all, row) => all + Number(row[of]), 0);
  return {
    found,
    found_lines,
    lawful,
    lawful_lines,
    purity: shareOf(pure, found_lines),
    completeness: shareOf(sum('together'), sum('lines')),
    kinds: kinds.map((row) => ({
      kind: row.kind,
      rings: Number(row.rings),
      lines: Number(row.lines),
      together: Number(row.together),
    })),
  };
}
