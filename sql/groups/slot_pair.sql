/*---
title: Pairs of lines that are in the same cells in the same hours
grain: window
reads: [cohort_slot]
params:
  min_shared: { default: 3, unit: hours in a cell, source: "judgement: one or two may be chance" }
---*/
SELECT
  p.line_a,
  p.line_b,
  p.shared,
  p.cells,
  least(a.slots, b.slots) AS slots,
  greatest(a.slots, b.slots) AS most_slots
FROM (
  SELECT
    a.line AS line_a,
    b.line AS line_b,
    count(*) AS shared,
    count(DISTINCT a.cell) AS cells
  FROM cohort_slot AS a
  JOIN cohort_slot AS b ON b.hour_start = a.hour_start AND b.cell = a.cell
  WHERE a.line < b.line
  GROUP BY 1, 2
  HAVING count(*) >= $min_shared
) AS p
JOIN (SELECT line, count(*) AS slots FROM cohort_slot GROUP BY 1) AS a ON a.line = p.line_a
JOIN (SELECT line, count(*) AS slots FROM cohort_slot GROUP BY 1) AS b ON b.line = p.line_b
