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
  CAST(sum(out_calls) AS BIGINT) AS out_calls,
  CAST(sum(out_answered) AS BIGINT) AS out_answered,
  CAST(sum(out_unanswered) AS BIGINT) AS out_unanswered,
  CAST(sum(out_short) AS BIGINT) AS out_short,
  CAST(sum(out_seconds) AS BIGINT) AS out_seconds,
  CAST(sum(out_messages) AS BIGINT) AS out_messages,
  CAST(sum(in_calls) AS BIGINT) AS in_calls,
  CAST(sum(in_messages) AS BIGINT) AS in_messages,
  max(out_calls) AS peak_calls,
  max(out_messages) AS peak_messages,
  max(recipients) AS peak_recipients,
  CAST(sum(records) AS BIGINT) AS records,
  min(first_time) AS first_time,
  max(last_time) AS last_time,
  min(day) AS first_day,
  max(day) AS last_day,
  min(CASE WHEN out_calls + out_messages > 0 THEN day END) AS first_out_day,
  max(CASE WHEN out_calls + out_messages > 0 THEN day END) AS last_out_day
FROM line_day
WHERE day BETWEEN $window_start AND $day
GROUP BY 1
