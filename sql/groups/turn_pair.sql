/*---
title: Pairs of short-lived lines of one place, the one of which begins when the other ends
grain: window
reads: [short_line]
params:
  pause: { default: 2, unit: days, source: "judgement: a weekend between two SIMs" }
  next: { default: 20, unit: lines of the place, source: "judgement: so many SIMs of others may begin in the same cell before the next of this one's" }
---*/
-- One SIM is thrown away, the next begins in the same place.
SELECT least(a.line, b.line) AS line_a, greatest(a.line, b.line) AS line_b
FROM short_line AS a
JOIN short_line AS b ON b.cell = a.cell
WHERE b.place > a.place AND b.place - a.place <= $next
  AND date_diff('day', a.last_day, b.first_day) <= $pause
