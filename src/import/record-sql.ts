import { literal } from '../engine/duckdb.js';
import { callSelect } from './call-sql.js';
import type { Layout } from './layout.js';
import { isNothingSql } from './nothing.js';
import { anonymousId, lineSql, nameIdSql, nameSql } from './numbers.js';
import { isInstant } from './time-form.js';
import { word } from './words.js';
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
  'line, counterpart, direction, service, start_time, duration, outcome, imsi, imei, imei_check, cell, trunk_in, trunk_out, line_name, counterpart_name, record_hash';

/**
 * The query that turns raw rows into records in one pass, without JavaScript per row.
 * @param from a table or query in parentheses with the export's columns as VARCHAR `c0`, `c1`, …
 * @returns a SELECT of the carried columns, the record's columns, `local_time`, `day`, the texts of numbers that could not be
 *   decided, and `reason`: NULL for a record that can be loaded, `skipped` for a kind that is not of interest,
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
numbered AS (
  SELECT t.*,
    ${numberSql('line', settings, 'nl')} AS line_number,
    ${numberSql('counterpart', settings, 'nc')} AS counterpart_number,
    ${numberTable ? 'nl.name' : 'CAST(NULL AS VARCHAR)'} AS line_known,
    ${numberTable ? 'nc.name' : 'CAST(NULL AS VARCHAR)'} AS counterpart_known,
    ${numberTable ? 'COALESCE(nl.refused, false) OR COALESCE(nc.refused, false)' : 'false'} AS is_refused,
    ${instant ? 't.moment' : utcSql('t.moment', timezone, near)} AS start_time,
    ${local} AS local_time
  FROM call AS t
  ${joins}
),
named AS (
  SELECT *,
    ${nameOfSql('line')} AS line_name,
    ${nameOfSql('counterpart')} AS counterpart_name
  FROM numbered
),
identified AS (
  SELECT *,
    COALESCE(line_number, ${nameIdSql('line_name')}) AS line,
    COALESCE(counterpart_number, ${nameIdSql('counterpart_name')}) AS counterpart
  FROM named
),
hashed AS (
  SELECT *,
    CAST(hash(line, counterpart, direction, service, start_time, duration, outcome, imsi, imei, cell, record_id) >> 1
      AS BIGINT) AS record_hash
  FROM identified
)
SELECT ${carry}${recordColumnList}, local_time, CAST(local_time AS DATE) AS day,
  CASE WHEN line IS NULL THEN line_text END AS undecided_line,
  CASE WHEN counterpart IS NULL THEN counterpart_text END AS undecided_counterpart,
  CASE
    WHEN direction = ${word('skip', 'direction')} OR service = ${word('skip', 'service')} THEN 'skipped'
    WHEN direction IS NULL OR service IS NULL THEN 'record_type_unknown'
    WHEN start_time IS NULL THEN CASE WHEN COALESCE(trim(time_text), '') = '' OR ${isNothingSql('time_text')} THEN 'time_missing' ELSE 'time_unreadable' END
    WHEN start_time < TIMESTAMP '1990-01-01' OR start_time > TIMESTAMP ${literal(sqlTime(settings.latest))}
      THEN 'time_implausible'
    WHEN duration IS NULL THEN 'duration_unreadable'
    WHEN duration < 0 OR duration > ${longestCall} THEN 'duration_implausible'
    WHEN is_refused THEN 'number_rounded'
    WHEN line IS NULL OR counterpart IS NULL THEN 'number_undecided'
    WHEN line = ${anonymousId} THEN 'line_missing'
  END AS reason
FROM hashed`;
}

/** A number by the country's plan, or as it was looked up; NULL for a name and for what needs a second look. */
function numberSql(party: string, { country, numberTable }: RecordSettings, looked: string): string {
  const number = lineSql(`t.${party}_text`, country, `t.${party}_value`);
  return numberTable ? `COALESCE(CASE WHEN ${looked}.name IS NULL THEN ${looked}.id END, ${number})` : number;
}

/** The text of what is no number: few rows have one, and looking for it costs, so only those are asked. */
function nameOfSql(party: string): string {
  return `CASE WHEN ${party}_number IS NULL THEN COALESCE(${party}_known, ${nameSql(`${party}_text`)}) END`;
}

function sqlTime(moment: Date): string {
  return moment.toISOString().replace('T', ' ').replace('Z', '');
}
