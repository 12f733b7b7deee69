/*---
title: The days of each line of a fixed group
grain: window
reads: [stranger_record, group_line]
params: {}
---*/
SELECT
  g.group_id,
  c.line,
  COALESCE(g.company, '') AS company,
  c.day,
  count(*) AS calls,
  min(c.start_time) AS first_call,
  max(c.start_time) AS last_call
FROM stranger_record AS c
JOIN group_line AS g ON g.line = c.line
WHERE c.service = 'voice' AND NOT g.by_radio
GROUP BY 1, 2, 3, 4
