/*---
title: Lines of private customers that may belong to a group, with purchase and main cell
grain: window
reads: [cohort_line, cohort_slot, ref_lines, ref_cells]
params:
  max_lag: { default: 1, unit: days, source: "judgement: registration may lag a day behind the first call; a line seen earlier was ported in or got a new contract, and is older than the date says" }
---*/
SELECT
  c.line,
  r.dealer,
  date_diff('day', DATE '2000-01-01', r.activation_date) AS bought,
  m.latitude,
  m.longitude
FROM cohort_line AS c
JOIN ref_lines AS r ON r.line = c.line
JOIN (
  SELECT
    line,
    cell,
    row_number() OVER (PARTITION BY line ORDER BY count(*) DESC, cell) AS place
  FROM cohort_slot
  GROUP BY 1, 2
) AS h ON h.line = c.line AND h.place = 1
JOIN ref_cells AS m ON m.cell = h.cell
WHERE NOT c.answers AND NOT c.in_company AND r.dealer IS NOT NULL
  AND date_diff('day', c.first_day, r.activation_date) <= $max_lag
