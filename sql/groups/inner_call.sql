/*---
title: Calls and messages among the lines of one group
grain: window
reads: [stranger_record, group_member]
params:
  text_first: { default: 120, unit: seconds, source: "gateway vendors document a message of the callee just before the call (domain.md); two minutes leave it time to arrive" }
---*/
SELECT
  c.group_id,
  c.line,
  c.counterpart,
  c.service,
  c.start_time,
  c.answered,
  c.duration,
  count(t.line) > 0 AS text_first
FROM (
  SELECT m.group_id, k.line, k.counterpart, k.service, k.start_time, k.answered, k.duration
  FROM stranger_record AS k
  JOIN group_member AS m ON m.line = k.line
  JOIN group_member AS n ON n.line = k.counterpart AND n.group_id = m.group_id
  WHERE k.line <> k.counterpart
) AS c
LEFT JOIN stranger_record AS t
  ON t.line = c.counterpart AND t.counterpart = c.line AND t.service = 'sms' AND c.service = 'voice'
  AND t.start_time <= c.start_time AND date_diff('second', t.start_time, c.start_time) <= $text_first
GROUP BY 1, 2, 3, 4, 5, 6, 7
