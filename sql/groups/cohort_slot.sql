/*---
title: Hours in cells of lines that may belong to a group
grain: window
reads: [stranger_record, cohort_line, owner_break]
params:
  max_lines: { default: 100, unit: lines in a cell within the hour, source: "judgement: a box has tens of ports; where more such lines meet is an event or a hub, which says nothing" }
---*/
SELECT
  line,
  hour_start,
  cell,
  calls
FROM (
  SELECT
    s.*,
    count(*) OVER (PARTITION BY s.hour_start, s.cell) AS company
  FROM (
    SELECT c.line, date_trunc('hour', c.start_time) AS hour_start, c.cell, count(*) AS calls
    FROM stranger_record AS c
    JOIN cohort_line AS l ON l.line = c.line
    LEFT JOIN owner_break AS o ON o.line = c.line
    WHERE c.cell IS NOT NULL AND (o.line IS NULL OR c.day >= o.since)
    GROUP BY 1, 2, 3
  ) AS s
) AS crowded
WHERE company <= $max_lines
