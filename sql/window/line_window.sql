/*---
title: What a line did in the window
grain: window
reads: [line_day]
params: {}
---*/
SELECT
  line,
  count(*) AS active_days,
  count(*) FILTER (WHERE out_calls + out_messages > 0) AS out_days,
  CAST(sum(CAST(out_calls AS DOUBLE)) AS BIGINT) AS out_calls,
  CAST(sum(CAST(out_answered AS DOUBLE)) AS BIGINT) AS out_answered,
  CAST(sum(CAST(out_unanswered AS DOUBLE)) AS BIGINT) AS out_unanswered,
  CAST(sum(CAST(out_short AS DOUBLE)) AS BIGINT) AS out_short,
  CAST(sum(CAST(out_seconds AS DOUBLE)) AS BIGINT) AS out_seconds,
  CAST(sum(CAST(out_messages AS DOUBLE)) AS BIGINT) AS out_messages,
  CAST(sum(CAST(in_calls AS DOUBLE)) AS BIGINT) AS in_calls,
  CAST(sum(CAST(in_messages AS DOUBLE)) AS BIGINT) AS in_messages,
  max(out_calls) AS peak_calls,
  max(out_messages) AS peak_messages,
  max(recipients) AS peak_recipients,
  CAST(sum(CAST(records AS DOUBLE)) AS BIGINT) AS records,
  min(first_time) AS first_time,
  max(last_time) AS last_time,
  min(day) AS first_day,
  max(day) AS last_day,
  min(CASE WHEN out_calls + out_messages > 0 THEN day END) AS first_out_day,
  max(CASE WHEN out_calls + out_messages > 0 THEN day END) AS last_out_day
FROM line_day
WHERE day BETWEEN $window_start AND $day
GROUP BY 1
