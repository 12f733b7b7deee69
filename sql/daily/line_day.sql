/*---
title: What a line did, a day
grain: day
reads: [pair_day, line_device_day]
params: {}
---*/
-- How many calls and messages went out and came in is known from either end; how they went, from the line's own records.
SELECT
  seen.line,
  COALESCE(outgoing.calls, 0) AS out_calls,
  seen.answered AS out_answered,
  seen.unanswered AS out_unanswered,
  seen.short_calls AS out_short,
  seen.talk_seconds AS out_seconds,
  COALESCE(outgoing.messages, 0) AS out_messages,
  COALESCE(outgoing.recipients, 0) AS recipients,
  COALESCE(incoming.calls, 0) AS in_calls,
  COALESCE(incoming.messages, 0) AS in_messages,
  seen.records,
  seen.first_time,
  seen.last_time
FROM (
  SELECT
    line,
    CAST(sum(CAST(answered AS DOUBLE)) AS BIGINT) AS answered,
    CAST(sum(CAST(unanswered AS DOUBLE)) AS BIGINT) AS unanswered,
    CAST(sum(CAST(short_calls AS DOUBLE)) AS BIGINT) AS short_calls,
    CAST(sum(CAST(talk_seconds AS DOUBLE)) AS BIGINT) AS talk_seconds,
    CAST(sum(CAST(records AS DOUBLE)) AS BIGINT) AS records,
    min(first_time) AS first_time,
    max(last_time) AS last_time
  FROM line_device_day
  WHERE day = $day
  GROUP BY 1
) AS seen
LEFT JOIN (
  SELECT
    caller AS line,
    CAST(sum(CAST(calls AS DOUBLE)) AS BIGINT) AS calls,
    CAST(sum(CAST(messages AS DOUBLE)) AS BIGINT) AS messages,
    count(*) FILTER (WHERE messages > 0) AS recipients
  FROM pair_day
  WHERE day = $day
  GROUP BY 1
) AS outgoing ON outgoing.line = seen.line
LEFT JOIN (
  SELECT
    callee AS line,
    CAST(sum(CAST(calls AS DOUBLE)) AS BIGINT) AS calls,
    CAST(sum(CAST(messages AS DOUBLE)) AS BIGINT) AS messages
  FROM pair_day
  WHERE day = $day
  GROUP BY 1
) AS incoming ON incoming.line = seen.line
