import { type DuckDb, literal } from '../engine/duckdb.js';
import { recordFormat } from '../engine/parquet.js';
import { lookNumbersUp, numberTable } from './number-table.js';
import type { Passed } from './pass.js';
import { type Quarantine, writeQuarantine } from './quarantine.js';
import { type RecordSettings, recordColumnList, recordSelect } from './record-sql.js';
import { linesBefore, readSource, type Source } from './source.js';

/** What the second look at an export's odd rows came to; counts are rows. */
export interface SecondLook {
  loaded: number;
  quarantined: number;
  /** Days that got records from here, beside those of the first pass. */
  days: string[];
}

/**
 * Looks again at the rows that the pass set aside. The file is read once more, in order, which only an export with such
 * rows pays for. Numbers in unusual forms go through libphonenumber-js, each different text once; what then is fit
 * joins the records (files `second_…` beside the first pass's), and the rest is written to the quarantine with its line,
 * reason and text.
 */
export async function lookAgain(
  db: DuckDb,
  passed: Passed,
  settings: RecordSettings,
  quarantine: Quarantine,
): Promise<SecondLook> {
  if (passed.aside === 0 && !passed.hasRejects) return { loaded: 0, quarantined: 0, days: [] };
  const { source } = passed;
  await collectAside(db, source, passed.hasRejects, settings);
  await lookNumbersUp(db, 'aside', settings.country);
  await db.run(`CREATE OR REPLACE TEMP TABLE judged AS
    ${recordSelect(source.layout, 'aside', {
      ...settings,
      carry: ['row_line', ...source.layout.names.map((_, i) => `c${i}`)],
      numberTable,
    })}`);
  const days = await db.rows<{ day: string }>(
    'SELECT DISTINCT CAST(day AS VARCHAR) AS day FROM judged WHERE reason IS NULL ORDER BY 1',
  );
  if (days.length > 0) {
    await db.run(
      `COPY (SELECT ${recordColumnList}, day FROM judged WHERE reason IS NULL) TO ${literal(passed.folder)}
       (${recordFormat}, PARTITION_BY (day), OVERWRITE_OR_IGNORE,
        FILENAME_PATTERN 'second_{i}')`,
    );
  }
  const { loaded } = await db.row<{ loaded: bigint }>(
    'SELECT count(*) AS loaded FROM judged WHERE reason IS NULL',
  );
  const quarantined = await writeQuarantine(db, source, passed.hasRejects, quarantine);
  await db.run(`DROP TABLE temp.aside; DROP TABLE temp.judged; DROP TABLE temp.${numberTable}`);
  return { loaded: Number(loaded), quarantined, days: days.map(({ day }) => day) };
}

/** Reads the rows that the pass set aside into the temporary table `aside`, with their lines where these can be told. */
async function collectAside(
  db: DuckDb,
  source: Source,
  hasRejects: boolean,
  settings: RecordSettings,
): Promise<void> {
  const columns = source.layout.names.map((_, i) => `c${i}`);
  const rows = readSource(source, hasRejects ? 'leave_out' : 'fail');
  const numbered = `(SELECT row_number() OVER () AS row_line, ${columns.join(', ')} FROM ${rows})`;
  const judged = recordSelect(source.layout, numbered, { ...settings, carry: ['row_line', ...columns] });
  await db.run('SET preserve_insertion_order = true');
  try {
    await db.run(
      `CREATE OR REPLACE TEMP TABLE aside AS
       SELECT row_line, ${columns.join(', ')}, undecided_line, undecided_counterpart
       FROM (${judged}) WHERE reason <> 'skipped'`,
    );
  } finally {
    await db.run('SET preserve_insertion_order = false');
  }
  const before = linesBefore(source);
  // Cells that span lines leave no way from the count of rows to the line.
  if (source.sample.multiline) await db.run('UPDATE aside SET row_line = NULL');
  else if (hasRejects) await db.run(behindRejects(source, before));
  else await db.run(`UPDATE aside SET row_line = row_line + ${before}`);
}

/** The nth row that was read stands behind as many rejected ones as stand before it: the lines of these are known. */
function behindRejects(source: Source, before: number): string {
  const offset = source.isRepaired && source.layout.hasHeader ? 1 : source.isRepaired ? 0 : before;
  return `CREATE OR REPLACE TEMP TABLE aside AS
    SELECT a.* REPLACE (a.row_line + COALESCE(r.nth, 0) + ${before} AS row_line)
    FROM aside AS a ASOF LEFT JOIN (
      SELECT max(nth) AS nth, before + 1 AS first FROM (
        SELECT row_number() OVER (ORDER BY line) AS nth,
          CAST(line AS BIGINT) - ${offset} - row_number() OVER (ORDER BY line) AS before
        FROM (SELECT DISTINCT line, line_byte_position FROM rejects)
      ) GROUP BY before
    ) AS r ON a.row_line >= r.first`;
}
