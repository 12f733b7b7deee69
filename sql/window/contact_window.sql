/*---
title: The contacts of busy lines in the window
grain: window
reads: [pair_day, busy_line]
params:
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- One row per busy line and contact, with what went out to it and what came back from it.
SELECT
  line,
  counterpart,
  CAST(sum(out_calls) AS BIGINT) AS out_calls,
  CAST(sum(out_answered) AS BIGINT) AS out_answered,
  CAST(sum(out_messages) AS BIGINT) AS out_messages,
  CAST(sum(out_days) AS BIGINT) AS out_days,
  CAST(sum(in_calls) AS BIGINT) AS in_calls,
  CAST(sum(in_answered) AS BIGINT) AS in_answered,
  CAST(sum(in_messages) AS BIGINT) AS in_messages,
  min(first_out_day) AS first_out_day,
  min(first_in_day) AS first_in_day
FROM (
  SELECT
    p.caller AS line,
    p.callee AS counterpart,
    p.calls AS out_calls,
    p.answered AS out_answered,
    p.messages AS out_messages,
    1 AS out_days,
    0 AS in_calls,
    0 AS in_answered,
    0 AS in_messages,
    p.day AS first_out_day,
    CAST(NULL AS DATE) AS first_in_day
  FROM pair_day AS p
  JOIN busy_line AS b ON b.line = p.caller
  WHERE p.day BETWEEN $window_start AND $day AND p.callee <> CAST($withheld AS BIGINT)
  UNION ALL
  SELECT p.callee, p.caller, 0, 0, 0, 0, p.calls, p.answered, p.messages, CAST(NULL AS DATE), p.day
  FROM pair_day AS p
  JOIN busy_line AS b ON b.line = p.callee
  WHERE p.day BETWEEN $window_start AND $day AND p.caller <> CAST($withheld AS BIGINT)
) AS both_ways
GROUP BY 1, 2
