/*---
title: Lines that woke a while after the records begin, in their place among those of one purchase
grain: window
reads: [cohort_line, network_window, ref_lines]
params:
  pause: { default: 2, unit: days, source: "judgement: a line that was silent for a weekend has not woken" }
---*/
-- Of a line that was there before, nobody knows whether it slept.
SELECT
  l.line,
  l.first_day,
  r.dealer,
  r.activation_date,
  row_number() OVER (PARTITION BY r.dealer, r.activation_date, l.first_day ORDER BY l.line) AS place
FROM cohort_line AS l
CROSS JOIN network_window AS n
JOIN ref_lines AS r ON r.line = l.line
WHERE r.dealer IS NOT NULL AND r.activation_date IS NOT NULL AND date_diff('day', n.first_day, l.first_day) > $pause
