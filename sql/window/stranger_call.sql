/*---
title: The answered calls of lines that mostly contact strangers, each with the other line that reached its callee before
grain: window
reads: [stranger_record, stranger_line]
params:
  long_seconds: { default: 180, unit: seconds, source: "judgement: three minutes with a stranger is a conversation, not a refusal" }
  relay_hours: { default: 48, unit: hours, source: "judgement: a callee is passed on within hours; two days leave room for a night" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- `relayed_from` is another line of this kind that the callee had answered within the hours before: of the last two
-- answered calls, the later one from another line. Nobody is passed on who rings strangers all day himself
-- (`calls_alike`): a colleague, an office's line or the next SIM of a box is shared by all who work there.
SELECT
  line,
  callee,
  start_time,
  duration,
  duration >= $long_seconds AS is_long,
  calls_alike,
  CASE
    WHEN calls_alike THEN NULL
    WHEN line1 <> line AND date_diff('hour', time1, start_time) < $relay_hours THEN line1
    WHEN line2 <> line AND date_diff('hour', time2, start_time) < $relay_hours THEN line2
  END AS relayed_from,
  -- How long that line's call lasted.
  CASE
    WHEN calls_alike THEN NULL
    WHEN line1 <> line AND date_diff('hour', time1, start_time) < $relay_hours THEN duration1
    WHEN line2 <> line AND date_diff('hour', time2, start_time) < $relay_hours THEN duration2
  END AS relayed_seconds,
  -- A short call to the same callee before, by whichever line.
  COALESCE(duration1 < $long_seconds AND date_diff('hour', time1, start_time) < $relay_hours, false) AS is_probed
FROM (
  SELECT
    line,
    callee,
    start_time,
    duration,
    calls_alike,
    lag(line, 1) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS line1,
    lag(start_time, 1) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS time1,
    lag(duration, 1) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS duration1,
    lag(line, 2) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS line2,
    lag(start_time, 2) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS time2,
    lag(duration, 2) OVER (PARTITION BY callee ORDER BY start_time, line, duration) AS duration2
  FROM (
    SELECT r.line, r.counterpart AS callee, r.start_time, r.duration, own.line IS NOT NULL AS calls_alike
    FROM stranger_record AS r
    LEFT JOIN stranger_line AS own ON own.line = r.counterpart
    WHERE r.service = 'voice'
      AND r.answered
      AND r.counterpart <> CAST($withheld AS BIGINT)
  ) AS answered
) AS in_order
