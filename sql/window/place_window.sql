/*---
title: Where busy lines were worked from in the window
grain: window
reads: [line_cell_day, busy_line]
params: {}
---*/
-- Per line: how many cells a day, and how much went out through the two busiest cells of each day.
SELECT
  line,
  count(*) AS placed_days,
  CAST(sum(cells) AS BIGINT) AS cell_days,
  max(cells) AS peak_cells,
  CAST(sum(outgoing) AS BIGINT) AS placed_outgoing,
  CAST(sum(COALESCE(element_at(top2, 1), 0) + COALESCE(element_at(top2, 2), 0)) AS BIGINT) AS top2_outgoing
FROM (
  SELECT
    c.line,
    c.day,
    count(*) AS cells,
    CAST(sum(CAST(c.outgoing AS DOUBLE)) AS BIGINT) AS outgoing,
    max(c.outgoing, 2) AS top2
  FROM line_cell_day AS c
  JOIN busy_line AS b ON b.line = c.line
  WHERE c.day BETWEEN $window_start AND $day
  GROUP BY 1, 2
) AS days
GROUP BY 1
