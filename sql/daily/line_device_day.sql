/*---
title: Which SIM in which device a line was used with, a day
grain: day
reads: [records]
params:
  short_seconds: { default: 20, unit: seconds, source: "judgement: the calls of scam and robocall lines last 10 to 20 s on average" }
---*/
-- Every line with a record of its own on this day has a row, with NULLs where the record names no SIM or device:
-- this is also the list of the operator's lines that were seen. How calls went is what the caller's own records say.
-- A device whose number was sent now with its check digit, now without, has a row for each.
SELECT
  line,
  imsi,
  imei,
  -- Whether a real device can have this IMEI: a TAC that is not reserved for tests (00…, 3GPP TS 23.003 and the GSMA's
  -- TS.06), not all one digit, no counting sequence, and a right check digit where one was sent. Of a pseudonym (negative)
  -- nobody can tell: it passes.
  CASE
    WHEN imei IS NULL THEN NULL
    WHEN imei < 1000000000000 OR imei % 11111111111111 = 0 OR imei / 1000000 = 12345678 THEN imei < 0
    WHEN imei_check = 0 THEN true
    ELSE luhn_check(CAST(imei AS VARCHAR) || CAST(imei_check AS VARCHAR))
  END AS imei_plausible,
  count(*) AS records,
  count(*) FILTER (WHERE is_outgoing) AS outgoing,
  count(*) FILTER (WHERE is_answered) AS answered,
  count(*) FILTER (WHERE is_unanswered) AS unanswered,
  count(*) FILTER (WHERE is_answered AND duration <= $short_seconds) AS short_calls,
  CAST(COALESCE(sum(CAST(duration AS DOUBLE)) FILTER (WHERE is_answered), 0) AS BIGINT) AS talk_seconds,
  min(start_time) AS first_time,
  max(start_time) AS last_time
FROM (
  -- starts_with, not =: DuckDB asks a function once of each word of a Parquet dictionary, a comparison of every row.
  SELECT
    line,
    imsi,
    imei,
    imei_check,
    duration,
    start_time,
    starts_with(direction, 'MO') AS is_outgoing,
    starts_with(direction, 'MO') AND starts_with(service, 'voice') AND starts_with(outcome, 'answered') AS is_answered,
    starts_with(direction, 'MO') AND starts_with(service, 'voice') AND NOT starts_with(outcome, 'answered')
      AND NOT starts_with(outcome, 'unknown') AS is_unanswered
  FROM records
  WHERE day = $day
) AS own
GROUP BY line, imsi, imei, imei_check
