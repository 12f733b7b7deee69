/*---
title: Calls and seconds that each line of a group placed to others, day by day
grain: window
reads: [stranger_record, group_member]
params: {}
---*/
-- `before_last` are the seconds before the day's last answered call began.
SELECT
  m.group_id,
  c.line,
  c.day,
  count(*) AS calls,
  CAST(COALESCE(sum(CASE WHEN c.answered THEN c.duration END), 0) AS BIGINT) AS seconds,
  CAST(COALESCE(sum(CASE WHEN c.answered THEN c.duration END), 0) AS BIGINT)
    - COALESCE(max_by(c.duration, date_diff('second', TIMESTAMP '2000-01-01 00:00:00', c.start_time) * 100000 + c.duration)
      FILTER (WHERE c.answered), 0) AS before_last
FROM stranger_record AS c
JOIN group_member AS m ON m.line = c.line
LEFT JOIN group_member AS i ON i.line = c.counterpart AND i.group_id = m.group_id
WHERE c.service = 'voice' AND i.line IS NULL
GROUP BY 1, 2, 3
