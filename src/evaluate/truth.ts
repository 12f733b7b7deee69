import { existsSync } from 'node:fs';
import { type DuckDb, identifier, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';

const needed = ['subject_id', 'fraud'];

/**
 * A SQL expression that brings a number to digits in international form, as reports write it: `+34 600…` and
 * `0034600…` become `34600…`; names stay as they are.
 */
export function subjectText(text: string): string {
  const plain = `regexp_replace(trim(${text}), '^[+]|[ ().-]', '', 'g')`;
  return `CASE WHEN regexp_full_match(trim(${text}), '[+]?[0-9 ().-]*[0-9][0-9 ().-]*')
    THEN regexp_replace(${plain}, '^00', '') ELSE trim(${text}) END`;
}

/**
 * Reads a truth file into the temporary table `truth(subject_id VARCHAR, fraud BOOLEAN, kind VARCHAR, ring VARCHAR)`,
 * one row a line; `ring` is the file's group_id, NULL where it has none.
 * @throws SimhoundError INPUT_MISSING, or TRUTH_INVALID with the line of the first mistake, counted from 1.
 */
export async function readTruth(db: DuckDb, file: string): Promise<void> {
  if (!existsSync(file)) {
    throw new SimhoundError('INPUT_MISSING', {
      what: `There is no truth file ${file}.`,
      todo: 'Name a CSV file with the columns subject_id, fraud and kind.',
    });
  }
  // One reader keeps the rows in the order of the file, which the line numbers count on.
  const source = `read_csv(${literal(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
    null_padding = true, parallel = false)`;
  try {
    const names = (await db.describe(`SELECT * FROM ${source}`)).map((column) => column.name);
    const column = (name: string) => names.find((found) => found.trim().toLowerCase() === name);
    const missing = needed.filter((name) => column(name) === undefined);
    if (missing.length > 0) throw invalid(file, 1, `the header lacks ${missing.join(' and ')}`);
    const optional = (name: string) => {
      const found = column(name);
      return `NULLIF(trim(${found === undefined ? 'NULL' : identifier(found)}), '')`;
    };
    await db.run(
      `CREATE OR REPLACE TEMP TABLE truth_rows AS SELECT
         row_number() OVER () + 1 AS line,
         ${subjectText(identifier(column('subject_id') ?? ''))} AS subject_id,
         lower(trim(${identifier(column('fraud') ?? '')})) AS fraud,
         COALESCE(${optional('kind')}, 'unknown') AS kind,
         ${optional('group_id')} AS ring
       FROM ${source}`,
    );
  } catch (thrown) {
    if (thrown instanceof SimhoundError) throw thrown;
    throw unreadable(file, thrown);
  }
  await refuseMistakes(db, file);
  await db.run(
    `CREATE OR REPLACE TEMP TABLE truth AS
     SELECT subject_id, fraud IN ('1', 'true') AS fraud, kind, ring FROM truth_rows
     QUALIFY row_number() OVER (PARTITION BY subject_id ORDER BY line) = 1;
     DROP TABLE truth_rows`,
  );
}

async function refuseMistakes(db: DuckDb, file: string): Promise<void> {
  const [mistake] = await db.rows<{ line: bigint; what: string }>(
    `SELECT line, what FROM (
       SELECT line, CASE
         WHEN COALESCE(subject_id, '') = '' THEN 'subject_id is empty'
         WHEN fraud IS NULL OR fraud NOT IN ('0', '1', 'true', 'false') THEN 'fraud is neither 0 nor 1'
         WHEN (fraud IN ('1', 'true')) <> (first_value(fraud) OVER (PARTITION BY subject_id ORDER BY line) IN ('1', 'true'))
           THEN 'the subject is fraud on one line and not on another'
       END AS what FROM truth_rows
     ) AS checked WHERE what IS NOT NULL ORDER BY line LIMIT 1`,
  );
  if (mistake) throw invalid(file, Number(mistake.line), mistake.what);
  const { rows } = await db.row<{ rows: bigint }>('SELECT count(*) AS rows FROM truth_rows');
  if (rows === 0n) throw invalid(file, 1, 'there is no row behind the header');
}

function invalid(file: string, line: number, what: string): SimhoundError {
  return new SimhoundError('TRUTH_INVALID', {
    what: `${file}, line ${line}: ${what}.`,
    todo: 'Give a CSV file with the columns subject_id, fraud (0 or 1) and kind.',
  });
}

/** The reader's own message quotes the row, and with it a number: only its line is passed on. */
function unreadable(file: string, thrown: unknown): SimhoundError {
  const line = /Line:?\s+(\d+)/i.exec(messageOf(thrown))?.[1];
  return invalid(file, line === undefined ? 1 : Number(line), 'it cannot be read as comma-separated text');
}
