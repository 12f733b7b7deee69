/*---
title: Pairs of short-lived lines of one place, the one of which begins when the other ends
grain: window
reads: [cohort_line, home_cell, network_window]
params:
  short_life: { default: 4, unit: days, source: "judgement: a cabled handset's SIM is replaced every day or two, a scam gateway's after days" }
  pause: { default: 2, unit: days, source: "judgement: a weekend between two SIMs" }
  next: { default: 20, unit: lines of the place, source: "judgement: so many SIMs of others may begin in the same cell before the next of this one's" }
---*/
-- One SIM is thrown away, the next begins in the same place.
WITH short_lived AS (
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
)
SELECT least(a.line, b.line) AS line_a, greatest(a.line, b.line) AS line_b
FROM short_lived AS a
JOIN short_lived AS b ON b.cell = a.cell
WHERE b.place > a.place AND b.place - a.place <= $next
  AND date_diff('day', a.last_day, b.first_day) <= $pause
