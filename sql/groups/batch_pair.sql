/*---
title: Pairs of SIMs of one dealer that were activated on one day and wake on one day
grain: window
reads: [cohort_line, network_window, ref_lines]
params:
  pause: { default: 2, unit: days, source: "judgement: a line that was silent for a weekend has not woken" }
  next: { default: 20, unit: lines, source: "judgement: so many SIMs of others may lie between two of one purchase" }
---*/
-- They wake a while after the records begin: before, nobody knows whether they slept.
WITH woken AS (
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
)
SELECT a.line AS line_a, b.line AS line_b
FROM woken AS a
JOIN woken AS b ON b.dealer = a.dealer AND b.activation_date = a.activation_date AND b.first_day = a.first_day
WHERE b.place > a.place AND b.place - a.place <= $next
