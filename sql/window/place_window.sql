/*---
title: Where busy lines were worked from in the window
grain: window
reads: [line_cell_day, busy_line]
params: {}
---*/
-- Per line: how many cells a day, and how much went out through the two busiest cells of each day.
SELECT
  line,
  count(DISTINCT day) AS placed_days,
  count(*) AS cell_days,
  max(place) AS peak_cells,
  CAST(sum(outgoing) AS BIGINT) AS placed_outgoing,
  CAST(sum(CASE WHEN place <= 2 THEN outgoing ELSE 0 END) AS BIGINT) AS top2_outgoing
FROM (
  SELECT
    c.line,
    c.day,
    c.outgoing,
    row_number() OVER (PARTITION BY c.line, c.day ORDER BY c.outgoing DESC, c.cell) AS place
  FROM line_cell_day AS c
  JOIN busy_line AS b ON b.line = c.line
  WHERE c.day BETWEEN $window_start AND $day
) AS ranked
GROUP BY 1
