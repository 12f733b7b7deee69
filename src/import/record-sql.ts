import { literal } from '../engine/duckdb.js';
import { callSelect } from './call-sql.js';
import type { Layout } from './layout.js';
import { anonymousId, lineSql, nameIdSql, nameSql } from './numbers.js';
import { isInstant } from './time-form.js';
import { localSql, utcSql } from './zone.js';

/** What the normalising query needs besides the layout. */
export interface RecordSettings {
  country: string;
  timezone: string;
  /** A moment in the export, so that its part of the zone's history is tried first. */
  near: Date;
  /** Records later than this make no sense. */
  latest: Date;
  /** Columns of the source that are passed on beside the record. */
  carry?: string[];
  /** A table (text, id, name, refused) of numbers that were looked up one by one, for a second look. */
  numberTable?: string;
}

/** Seconds: nobody talks for a week. */
const longestCall = 7 * 86_400;

/** The columns of a record as the lake has them, without the partition. */
export const recordColumnList =
  'line, counterpart, direction, service, start_time, duration, outcome, imsi, imei, imei_plausible, cell, trunk_in, trunk_out, line_name, counterpart_name, record_hash';

/** The words that a record's columns hold. */
const words = {
  direction: ['MO', 'MT', 'CF'],
  service: ['voice', 'sms', 'data'],
  outcome: ['answered', 'busy', 'no_answer', 'failed', 'cancelled', 'unknown'],
};

/**
 * The columns of a record as they are written. Words go through an ENUM, which Parquet holds as text all the same; that
 * saves a seventh of the pass. Rows that are set aside may hold other words and lose them here.
 */
export const writtenColumnList = Object.entries(words).reduce(
  (list, [column, known]) =>
    list.replace(`${column},`, `TRY_CAST(${column} AS ENUM(${known.map(literal).join(', ')})) AS ${column},`),
  recordColumnList,
);

/**
 * The query that turns raw rows into records in one pass, without JavaScript per row.
 * @param from a table or query in parentheses with the export's columns as VARCHAR `c0`, `c1`, …
 * @returns a SELECT of the carried columns, the record's columns, `day`, the texts of numbers that could not be decided,
 *   and `reason`: NULL for a record that can be loaded, `skipped` for a kind that is not of interest,
 *   `number_undecided` for one that needs a second look, else why it is refused (reasons.ts).
 */
export function recordSelect(layout: Layout, from: string, settings: RecordSettings): string {
  const { timezone, near, numberTable } = settings;
  const carry = (settings.carry ?? []).map((column) => `${column}, `).join('');
  const instant = layout.isUtc || isInstant(layout.time);
  const local = instant ? localSql('t.moment', timezone, near) : 't.moment';
  const joins = numberTable
    ? `LEFT JOIN ${numberTable} AS nl ON nl.text = t.line_text
  LEFT JOIN ${numberTable} AS nc ON nc.text = t.counterpart_text`
    : '';
  return `
WITH call AS (${callSelect(layout, from, settings.carry ?? [])}),
identified AS (
  SELECT t.*,
    ${numberTable ? `COALESCE(nl.id, ${idSql('t.line', settings)})` : idSql('t.line', settings)} AS line,
    ${numberTable ? `COALESCE(nc.id, ${idSql('t.counterpart', settings)})` : idSql('t.counterpart', settings)} AS counterpart,
    ${numberTable ? 'nl.name' : 'CAST(NULL AS VARCHAR)'} AS line_known,
    ${numberTable ? 'nc.name' : 'CAST(NULL AS VARCHAR)'} AS counterpart_known,
    ${numberTable ? 'COALESCE(nl.refused, false) OR COALESCE(nc.refused, false)' : 'false'} AS is_refused,
    ${instant ? 't.moment' : utcSql('t.moment', timezone, near)} AS start_time,
    CAST(${local} AS DATE) AS day
  FROM call AS t
  ${joins}
),
named AS (
  SELECT *,
    CASE WHEN line < 0 THEN COALESCE(line_known, ${nameSql('line_text')}) END AS line_name,
    CASE WHEN counterpart < 0 THEN COALESCE(counterpart_known, ${nameSql('counterpart_text')}) END AS counterpart_name,
    CAST(hash(line, counterpart, direction, service, start_time, duration, outcome, imsi, imei, cell, record_id) >> 1
      AS BIGINT) AS record_hash
  FROM identified
)
SELECT ${carry}${recordColumnList}, day,
  CASE WHEN line IS NULL THEN line_text END AS undecided_line,
  CASE WHEN counterpart IS NULL THEN counterpart_text END AS undecided_counterpart,
  CASE
    WHEN direction = 'skip' OR service = 'skip' THEN 'skipped'
    WHEN direction IS NULL OR service IS NULL THEN 'record_type_unknown'
    WHEN start_time IS NULL THEN CASE WHEN COALESCE(trim(time_text), '') = '' THEN 'time_missing' ELSE 'time_unreadable' END
    WHEN start_time < TIMESTAMP '1990-01-01' OR start_time > TIMESTAMP ${literal(sqlTime(settings.latest))}
      THEN 'time_implausible'
    WHEN duration IS NULL THEN 'duration_unreadable'
    WHEN duration < 0 OR duration > ${longestCall} THEN 'duration_implausible'
    WHEN is_refused THEN 'number_rounded'
    WHEN line IS NULL OR counterpart IS NULL THEN 'number_undecided'
    WHEN line = ${anonymousId} THEN 'line_missing'
  END AS reason
FROM named`;
}

/** The fast path: a number by the country's plan, or what is certainly a name; NULL for what needs a second look. */
function idSql(party: string, { country }: RecordSettings): string {
  const text = `${party}_text`;
  return `COALESCE(${lineSql(text, country, `${party}_value`)}, ${nameIdSql(nameSql(text))})`;
}

function sqlTime(moment: Date): string {
  return moment.toISOString().replace('T', ' ').replace('Z', '');
}
