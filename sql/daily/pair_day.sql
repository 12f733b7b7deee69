/*---
title: Who called whom, a day
grain: day
reads: [records]
params: {}
---*/
-- One row per caller and callee. A call may have left a record at both ends or at one: both sides are counted
-- and the greater is believed, never the sum. Forwarded legs are nobody's own call.
SELECT
  caller,
  callee,
  greatest(
    count(*) FILTER (WHERE is_voice AND NOT is_received),
    count(*) FILTER (WHERE is_voice AND is_received)
  ) AS calls,
  greatest(
    count(*) FILTER (WHERE is_answered AND NOT is_received),
    count(*) FILTER (WHERE is_answered AND is_received)
  ) AS answered,
  greatest(
    count(*) FILTER (WHERE is_message AND NOT is_received),
    count(*) FILTER (WHERE is_message AND is_received)
  ) AS messages
FROM (
  -- starts_with, not =: DuckDB asks a function once of each word of a Parquet dictionary, a comparison of every row.
  SELECT
    CASE WHEN starts_with(direction, 'MT') THEN counterpart ELSE line END AS caller,
    CASE WHEN starts_with(direction, 'MT') THEN line ELSE counterpart END AS callee,
    starts_with(direction, 'MT') AS is_received,
    starts_with(service, 'voice') AS is_voice,
    starts_with(service, 'voice') AND starts_with(outcome, 'answered') AS is_answered,
    starts_with(service, 'sms') AS is_message
  FROM records
  WHERE day = $day AND direction <> 'CF' AND service <> 'data'
) AS sides
GROUP BY 1, 2
