import { bareDigits, hasDigitsSql } from './digits.js';
import { imeiCheckSql, imeiSql } from './imei.js';
import { directionSql, outcomeSaid, outcomeSql, type Raw, serviceSql } from './kind-sql.js';
import type { Layout } from './layout.js';
import { isLongSql, isNothingSql, somethingSql } from './nothing.js';
import { pseudonymSql, valueSql } from './numbers.js';
import { momentSql } from './time-form.js';
import { word } from './words.js';

/**
 * The query that reads each raw row as a call or message: whose record it is, when, how long and how it went.
 * Texts of numbers and times are left to record-sql.
 */
export function callSelect(layout: Layout, from: string, carry: string[]): string {
  // As delivered, for readers to whom a word for nothing is as good as NULL.
  const plain: Raw = (field) => {
    const at = layout.columns[field];
    return at === undefined ? undefined : `c${at}`;
  };
  const raw: Raw = (field) => {
    const text = plain(field);
    return text === undefined ? undefined : somethingSql(text);
  };
  const imei = plain('imei');
  return `
  SELECT ${carry.map((column) => `${column}, `).join('')}direction, service,
    line_text, ${valueSql('line_text')} AS line_value,
    counterpart_text, ${valueSql('counterpart_text')} AS counterpart_value,
    time_text, moment, duration,
    ${outcomeSql(raw)} AS outcome,
    imsi,
    imei,
    ${imei ? imeiCheckSql('imei', 'imei_number') : 'CAST(0 AS TINYINT)'} AS imei_check,
    ${cellSql(plain, raw)} AS cell,
    ${textSql(plain('trunk_in'))} AS trunk_in,
    ${textSql(plain('trunk_out'))} AS trunk_out,
    ${textSql(plain('record_id'))} AS record_id
  FROM (
    SELECT *,
      ${lineText(plain)} AS line_text,
      ${counterpartText(plain)} AS counterpart_text,
      ${imsiSql(plain('imsi'), 'imsi_number')} AS imsi,
      ${imei ? imeiSql(imei, 'imei_number') : 'CAST(NULL AS BIGINT)'} AS imei
    FROM (
      SELECT *,
        ${directionSql(layout, plain)} AS direction,
        ${serviceSql(layout, plain)} AS service,
        ${timeText(plain, raw)} AS time_text,
        ${momentSql(timeText(plain, raw), layout.time)} AS moment,
        ${durationSql(layout, plain)} AS duration,
        ${outcomeSaid(layout, plain)} AS outcome_said,
        ${numberOf(plain('imsi'))} AS imsi_number,
        ${numberOf(imei)} AS imei_number
      FROM ${from} AS source
    ) AS typed
  ) AS with_imei`;
}

function lineText(raw: Raw): string {
  const [served, calling, called] = [raw('served'), raw('calling'), raw('called')];
  if (served) return served;
  return `CASE WHEN direction = ${word('MT', 'direction')} THEN ${called ?? 'NULL'} ELSE ${calling ?? 'NULL'} END`;
}

/** In formats about one target, the other party is whichever column does not hold the target. */
function counterpartText(raw: Raw): string {
  const [other, calling, called] = [raw('other'), raw('calling'), raw('called')];
  if (other) return other;
  return `CASE WHEN direction = ${word('MT', 'direction')} THEN ${calling ?? called ?? 'NULL'} ELSE ${called ?? calling ?? 'NULL'} END`;
}

/** 3GPP's records hold a seizure time only for calls that were not answered. */
function timeText(plain: Raw, raw: Raw): string {
  const [date, clock, answer] = [raw('start_date'), raw('start_clock'), raw('answer_time')];
  const start = raw('start_time') ?? (date && clock ? `(trim(${date}) || ' ' || trim(${clock}))` : undefined);
  if (start && answer) return `COALESCE(${start}, ${answer})`;
  return plain('start_time') ?? start ?? answer ?? 'CAST(NULL AS VARCHAR)';
}

/**
 * Seconds, as a number or HH:MM:SS; an empty duration is none. Without a duration column, from answer (where there is
 * no such column, from the start) to end.
 */
function durationSql(layout: Layout, raw: Raw): string {
  const duration = raw('duration');
  if (!duration) {
    const [answer, end] = [raw('answer_time') ?? raw('start_time'), raw('end_time')];
    if (!answer || !end) return '0';
    const [from, to] = [momentSql(answer, layout.time), momentSql(end, layout.time)];
    return `COALESCE(TRY_CAST(date_diff('second', ${from}, ${to}) AS INTEGER), 0)`;
  }
  const number =
    layout.duration === 'milliseconds'
      ? `TRY_CAST(round(TRY_CAST(${duration} AS BIGINT) / 1000.0) AS INTEGER)`
      : `TRY_CAST(${duration} AS INTEGER)`;
  // DuckDB's intervals also take words, such as "2 days"; with one colon they would be hours.
  const clock = `CASE WHEN contains(${duration}, ':') THEN TRY_CAST(epoch(TRY_CAST(
      CASE WHEN length(${duration}) - length(replace(${duration}, ':', '')) = 1 THEN '00:' ELSE '' END || trim(${duration})
      AS INTERVAL)) AS INTEGER) END`;
  const none = `CASE WHEN ${isNothingSql(duration)} THEN 0 END`;
  return `CASE WHEN ${duration} IS NULL OR ${duration} = '' THEN 0 ELSE COALESCE(${number}, ${clock}, ${none}) END`;
}

function numberOf(text: string | undefined): string {
  return `TRY_CAST(${text ?? 'NULL'} AS BIGINT)`;
}

/** 14 or 15 digits (ITU-T E.212 allows fewer than 15), or the id of a pseudonym. */
function imsiSql(text: string | undefined, number: string): string {
  if (!text) return 'CAST(NULL AS BIGINT)';
  return `CASE WHEN ${hasDigitsSql(text, number, 15)} THEN ${number}
      WHEN ${text} IS NOT NULL THEN COALESCE(TRY_CAST(${bareDigits(text, '[1-9][0-9]{13,14}')} AS BIGINT), ${pseudonymSql(text)}) END`;
}

/** A global cell identity as it is, or area and cell as `LAC-CI`. */
function cellSql(plain: Raw, raw: Raw): string {
  const [cell, lac, ci] = [plain('cell'), raw('lac'), raw('ci')];
  const within = ci ?? (cell ? raw('cell') : undefined);
  if (lac && within && !(cell && ci)) return `NULLIF(trim(${lac}), '') || '-' || NULLIF(trim(${within}), '')`;
  return textSql(cell ?? plain('ci') ?? plain('lac'));
}

function textSql(text: string | undefined): string {
  if (!text) return 'CAST(NULL AS VARCHAR)';
  // Trimming costs more than all other looks at a text: it is left to those that begin or end with a blank. Empty ones
  // have been read as NULL; most of the others are long and hold no blank at all.
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${isLongSql(text)} AND NOT contains(${text}, ' ') THEN ${text}
      WHEN starts_with(${text}, ' ') OR suffix(${text}, ' ') THEN NULLIF(trim(${text}), '') ELSE ${somethingSql(text)} END`;
}
