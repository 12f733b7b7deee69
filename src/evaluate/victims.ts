import { existsSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import { countRow } from './count.js';
import type { VictimCount } from './evaluation.js';
import { subjectText } from './truth.js';

/**
 * Counts the victims that the table `judged` traces, and the ones that the run would warn.
 * @param victims CSV with msisdn and suspects, lines with blanks between; null comes back without it.
 * @param warned CSV of the run's warning list, the number in its column `subject_id`.
 * @throws TRUTH_INVALID where a column is missing.
 */
export async function countVictims(
  db: DuckDb,
  victims: string | undefined,
  warned: string | undefined,
): Promise<VictimCount | null> {
  if (victims === undefined || !existsSync(victims)) return null;
  const columns = await headerOf(db, victims);
  if (!columns.includes('msisdn') || !columns.includes('suspects')) {
    throw new SimhoundError('TRUTH_INVALID', {
      what: `${victims}, line 1: the header lacks msisdn or suspects.`,
      todo: 'Give a CSV file with the columns msisdn and suspects.',
    });
  }
  await db.run(
    `CREATE OR REPLACE TEMP TABLE victim AS
     SELECT ${subjectText('msisdn')} AS victim, bool_or(j.subject_id IS NOT NULL) AS traced
     FROM (SELECT msisdn, unnest(string_split(COALESCE(suspects, ''), ' ')) AS suspect FROM ${csv(victims)}) AS v
     LEFT JOIN (SELECT subject_id FROM judged WHERE tier IN ('block', 'review')) AS j
       ON j.subject_id = ${subjectText('v.suspect')}
     GROUP BY 1`,
  );
  const { total = 0, traced = 0 } = await countRow(
    db,
    'SELECT count(*) AS total, count(*) FILTER (WHERE traced) AS traced FROM victim',
  );
  if (warned === undefined || !existsSync(warned))
    return { victims: total, traced, warned: null, warned_others: null };
  const { hit = 0, other = 0 } = await countRow(
    db,
    `SELECT count(v.victim) AS hit, count(*) - count(v.victim) AS other
     FROM (SELECT DISTINCT ${subjectText('subject_id')} AS number FROM ${csv(warned)}) AS w
     LEFT JOIN victim AS v ON v.victim = w.number`,
  );
  return { victims: total, traced, warned: hit, warned_others: other };
}

function csv(file: string): string {
  return `read_csv(${literal(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;
}

async function headerOf(db: DuckDb, file: string): Promise<string[]> {
  return (await db.describe(`SELECT * FROM ${csv(file)}`)).map((column) => column.name);
}
