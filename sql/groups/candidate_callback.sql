/*---
title: Calls back to lines that are looked at for company
grain: window
reads: [pair_day, candidate_line, candidate_call]
params: {}
---*/
-- Calls from numbers that the line had called on that day or before. SIMs of one box that call each other would
-- answer themselves: calls among lines that are looked at here are left out.
SELECT
  c.line,
  CAST(sum(p.calls) AS BIGINT) AS callbacks,
  CAST(sum(p.answered) AS BIGINT) AS callbacks_answered
FROM pair_day AS p
JOIN candidate_line AS c ON c.line = p.callee
JOIN (
  SELECT line, counterpart, min(day) AS first_day
  FROM candidate_call
  WHERE service = 'voice'
  GROUP BY 1, 2
) AS o ON o.line = p.callee AND o.counterpart = p.caller
LEFT JOIN candidate_line AS i ON i.line = p.caller
WHERE p.day BETWEEN $window_start AND $day AND p.day >= o.first_day AND i.line IS NULL
GROUP BY 1
