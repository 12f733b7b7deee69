/*---
title: Calls and messages among the lines of one group
grain: window
reads: [stranger_record, group_member]
params:
  text_first: { default: 120, unit: seconds, source: "judgement: gateways that play people have the callee send a message just before the call; two minutes leave it time to arrive" }
---*/
-- A message of the other party counts as coming first up to the second of the call.
SELECT
  group_id,
  line,
  counterpart,
  service,
  start_time,
  answered,
  duration,
  service = 'voice' AND COALESCE(date_diff('second',
    CASE WHEN line < counterpart THEN text_down ELSE text_up END, start_time) <= $text_first, false) AS text_first
FROM (
  SELECT
    c.*,
    max(CASE WHEN service = 'sms' AND line < counterpart THEN start_time END) OVER pair AS text_up,
    max(CASE WHEN service = 'sms' AND line > counterpart THEN start_time END) OVER pair AS text_down
  FROM (
    SELECT m.group_id, k.line, k.counterpart, k.service, k.start_time, k.answered, k.duration
    FROM stranger_record AS k
    JOIN group_member AS m ON m.line = k.line
    JOIN group_member AS n ON n.line = k.counterpart AND n.group_id = m.group_id
    WHERE k.line <> k.counterpart
  ) AS c
  WINDOW pair AS (PARTITION BY least(line, counterpart), greatest(line, counterpart) ORDER BY start_time)
) AS told
