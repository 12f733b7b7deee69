import { chmodSync, rmSync } from 'node:fs';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { nameIdSql, slowNumber } from './numbers.js';
import type { Passed } from './pass.js';
import { type RecordSettings, recordColumnList, recordSelect } from './record-sql.js';
import { readSource, type Source } from './source.js';

/** What the second look at an export's odd rows came to; counts are rows. */
export interface SecondLook {
  loaded: number;
  skipped: number;
  quarantined: number;
  /** Days that got records from here, beside those of the first pass. */
  days: string[];
}

/** Where the rows that stay out are written, and what the export is called there. */
export interface Quarantine {
  file: string;
  name: string;
}

/** Rejected rows by the words of DuckDB's reader. */
const rejectReasons = `CASE error_type
  WHEN 'MISSING COLUMNS' THEN 'columns_missing'
  WHEN 'TOO MANY COLUMNS' THEN 'columns_extra'
  WHEN 'UNQUOTED VALUE' THEN 'quotes_broken'
  WHEN 'LINE SIZE OVER MAXIMUM' THEN 'line_too_long'
  WHEN 'INVALID ENCODING' THEN 'text_unreadable'
  ELSE 'unreadable'
END`;

/**
 * Looks again at the rows that the pass set aside. The file is read once more, in order, which only an export with such
 * rows pays for. Numbers in unusual forms go through libphonenumber-js, each different text once; what then is fit
 * joins the records (files `second_…` beside the first pass's), kinds that are not of interest are skipped, and the rest
 * is written to the quarantine with its line, reason and text.
 */
export async function lookAgain(
  db: DuckDb,
  source: Source,
  passed: Passed,
  settings: RecordSettings,
  quarantine: Quarantine,
): Promise<SecondLook> {
  if (passed.aside === 0 && !passed.hasRejects) return { loaded: 0, skipped: 0, quarantined: 0, days: [] };
  await collectAside(db, source, passed.hasRejects, settings);
  await lookNumbersUp(db, settings.country);
  await db.run(`CREATE OR REPLACE TEMP TABLE judged AS
    ${recordSelect(source.layout, 'aside', {
      ...settings,
      carry: ['row_line', ...source.layout.names.map((_, i) => `c${i}`)],
      numberTable: 'number_looked_up',
    })}`);
  const days = await db.rows<{ day: string }>(
    'SELECT DISTINCT CAST(day AS VARCHAR) AS day FROM judged WHERE reason IS NULL ORDER BY 1',
  );
  if (days.length > 0) {
    await db.run(
      `COPY (SELECT ${recordColumnList}, day FROM judged WHERE reason IS NULL) TO ${literal(passed.folder)}
       (FORMAT parquet, PARTITION_BY (day), COMPRESSION zstd, COMPRESSION_LEVEL 1, OVERWRITE_OR_IGNORE,
        FILENAME_PATTERN 'second_{i}')`,
    );
  }
  const { loaded, skipped } = await db.row<{ loaded: bigint; skipped: bigint }>(
    `SELECT count(*) FILTER (reason IS NULL) AS loaded, count(*) FILTER (reason = 'skipped') AS skipped FROM judged`,
  );
  const quarantined = await writeQuarantine(db, source, passed.hasRejects, quarantine);
  await db.run('DROP TABLE temp.aside; DROP TABLE temp.judged; DROP TABLE temp.number_looked_up');
  return { loaded: Number(loaded), skipped: Number(skipped), quarantined, days: days.map(({ day }) => day) };
}

async function collectAside(
  db: DuckDb,
  source: Source,
  hasRejects: boolean,
  settings: RecordSettings,
): Promise<void> {
  const columns = source.layout.names.map((_, i) => `c${i}`);
  const before = (source.layout.hasHeader ? 1 : 0) + (source.isRepaired ? 0 : source.sample.skip);
  // Behind a row that was left out the count of rows is not the line any more.
  const line = hasRejects ? 'CAST(NULL AS BIGINT)' : `row_number() OVER () + ${before}`;
  const rows = readSource(source, hasRejects ? 'leave_out' : 'fail');
  const numbered = `(SELECT ${line} AS row_line, ${columns.join(', ')} FROM ${rows})`;
  const judged = recordSelect(source.layout, numbered, { ...settings, carry: ['row_line', ...columns] });
  await db.run('SET preserve_insertion_order = true');
  try {
    await db.run(
      `CREATE OR REPLACE TEMP TABLE aside AS
       SELECT row_line, ${columns.join(', ')}, undecided_line, undecided_counterpart
       FROM (${judged}) WHERE reason IS NOT NULL`,
    );
  } finally {
    await db.run('SET preserve_insertion_order = false');
  }
}

async function lookNumbersUp(db: DuckDb, country: string): Promise<void> {
  await db.run(
    'CREATE OR REPLACE TEMP TABLE number_looked_up (text VARCHAR, id BIGINT, name VARCHAR, refused BOOLEAN)',
  );
  const texts = await db.rows<{ text: string }>(
    `SELECT undecided_line AS text FROM aside WHERE undecided_line IS NOT NULL
     UNION SELECT undecided_counterpart FROM aside WHERE undecided_counterpart IS NOT NULL`,
  );
  for (let from = 0; from < texts.length; from += 1000) {
    const rows = texts.slice(from, from + 1000).map(({ text }) => {
      const found = slowNumber(text, country);
      const id = 'id' in found ? String(found.id) : 'NULL';
      const name = 'name' in found ? literal(found.name) : 'NULL';
      return `(${literal(text)}, ${id}, ${name}, ${'refuse' in found})`;
    });
    await db.run(`INSERT INTO number_looked_up VALUES ${rows.join(', ')}`);
  }
  await db.run(`UPDATE number_looked_up SET id = ${nameIdSql('name')} WHERE name IS NOT NULL`);
}

/** Writes what stays out, ordered by line, and says how many rows that is. */
async function writeQuarantine(
  db: DuckDb,
  source: Source,
  hasRejects: boolean,
  { file, name }: Quarantine,
): Promise<number> {
  const delimiter = literal(source.sample.format === 'parquet' ? ',' : source.sample.delimiter);
  const cells = source.layout.names.map((_, i) => `COALESCE(c${i}, '')`).join(', ');
  const parts = [
    `SELECT row_line AS line, reason, array_to_string([${cells}], ${delimiter}) AS text
     FROM judged WHERE reason IS NOT NULL AND reason <> 'skipped'`,
    // One row may have several faults; the first is told.
    ...(hasRejects
      ? [
          `SELECT CAST(line AS BIGINT), arg_min(${rejectReasons}, column_idx), arg_min(csv_line, column_idx)
          FROM rejects GROUP BY line, line_byte_position`,
        ]
      : []),
  ];
  const { Count: rows } = await db.row<{ Count: bigint }>(
    `COPY (
       SELECT ${literal(name)} AS file, line, reason, text FROM (${parts.join('\nUNION ALL\n')})
       ORDER BY line NULLS LAST, reason, text
     ) TO ${literal(file)} (FORMAT csv, HEADER, FORCE_QUOTE (text))`,
  );
  if (rows > 0n) chmodSync(file, 0o600);
  else rmSync(file);
  return Number(rows);
}
