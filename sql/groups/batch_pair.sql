/*---
title: Pairs of SIMs of one dealer that were activated on one day and wake on one day
grain: window
reads: [woken_line]
params:
  next: { default: 20, unit: lines, source: "judgement: so many SIMs of others may lie between two of one purchase" }
---*/
SELECT a.line AS line_a, b.line AS line_b
FROM woken_line AS a
JOIN woken_line AS b ON b.dealer = a.dealer AND b.activation_date = a.activation_date AND b.first_day = a.first_day
WHERE b.place > a.place AND b.place - a.place <= $next
