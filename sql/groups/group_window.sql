/*---
title: What each group did as one
grain: window
reads: [group_line]
params: {}
---*/
SELECT
  group_id,
  count(*) AS lines,
  count(*) FILTER (WHERE by_radio) AS radio_lines,
  count(DISTINCT company) AS accounts,
  CAST(sum(calls) AS BIGINT) AS calls,
  CAST(sum(callbacks) AS BIGINT) AS callbacks,
  CAST(sum(callbacks_answered) AS BIGINT) AS callbacks_answered,
  min(first_day) AS first_day,
  max(last_day) AS last_day
FROM group_line
GROUP BY 1
