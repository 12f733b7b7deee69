/*---
title: Calls back to the lines of a group, from outside of it
grain: window
reads: [pair_day, group_member, candidate_call]
params: {}
---*/
-- Calls from numbers that the line had called on that day or before. A box whose SIMs call each other would answer
-- itself: its own calls are left out.
SELECT
  m.group_id,
  m.line,
  CAST(sum(p.calls) AS BIGINT) AS callbacks,
  CAST(sum(p.answered) AS BIGINT) AS callbacks_answered
FROM pair_day AS p
JOIN group_member AS m ON m.line = p.callee
JOIN (
  SELECT line, counterpart, min(day) AS first_day
  FROM candidate_call
  WHERE service = 'voice'
  GROUP BY 1, 2
) AS o ON o.line = p.callee AND o.counterpart = p.caller
LEFT JOIN group_member AS i ON i.line = p.caller AND i.group_id = m.group_id
WHERE p.day BETWEEN $window_start AND $day AND p.day >= o.first_day AND i.line IS NULL
GROUP BY 1, 2
