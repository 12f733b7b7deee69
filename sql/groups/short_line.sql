/*---
title: Lines that came or went within the window and lived for days, in their place among those of their cell
grain: window
reads: [cohort_line, home_cell, network_window]
params:
  short_life: { default: 4, unit: days, source: "judgement: a cabled handset's SIM is replaced every day or two, a scam gateway's after days" }
---*/
SELECT
  l.line,
  h.cell,
  l.first_day,
  l.last_day,
  row_number() OVER (PARTITION BY h.cell ORDER BY l.first_day, l.line) AS place
FROM cohort_line AS l
CROSS JOIN network_window AS n
JOIN home_cell AS h ON h.line = l.line
-- A line that is there at both ends of the window is none that came and went.
WHERE (l.first_day > n.first_day OR l.last_day < n.last_day)
  AND l.days <= $short_life AND date_diff('day', l.first_day, l.last_day) < 2 * $short_life
