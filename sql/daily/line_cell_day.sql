/*---
title: Where a line was worked from, a day
grain: day
reads: [records, line_device_day]
params:
  min_outgoing: { default: 5, unit: "calls and messages sent that day", source: "judgement: fewer do not tell a place from a passage" }
---*/
-- What a line does itself (MO) says where it is worked from, on days on which it did enough to tell.
-- Fixed lines have no cell and no row here.
SELECT
  r.line,
  r.cell,
  count(*) AS outgoing
FROM records AS r
JOIN (
  SELECT line
  FROM line_device_day
  WHERE day = $day
  GROUP BY 1
  HAVING sum(outgoing) >= $min_outgoing
) AS busy ON busy.line = r.line
WHERE r.day = $day
  AND r.cell IS NOT NULL
  AND r.direction = 'MO'
GROUP BY 1, 2
