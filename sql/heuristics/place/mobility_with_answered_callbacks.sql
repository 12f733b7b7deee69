/*---
title: Moves about, and answers when called back
family: place
counter: true
reads: [place_window, circle_window, group_inbound]
params:
  min_cells: { default: 5, unit: cells an active day, source: "judgement: a round of deliveries crosses more" }
  sure_cells: { default: 10, unit: cells an active day, source: "judgement" }
  min_callbacks: { default: 3, unit: calls, source: "judgement: one or two may be chance" }
  min_answered: { default: 0.4, unit: share of callbacks, source: "judgement: a courier misses some on the road; victims who ring a box back reach nobody" }
unit: cells an active day
because: "it moved through {value} cells a day, and {callbacks_answered} of {callbacks} calls from people it had called were answered"
recount: |
  SELECT round(1e0 * sum(cells) / count(*), 1) AS value FROM (
    SELECT day, count(DISTINCT cell) AS cells
    FROM records
    WHERE line = $line AND direction = 'MO' AND day BETWEEN $from AND $to
    GROUP BY 1 HAVING count(*) >= 5 AND count(cell) > 0
  ) AS days
false_positives: [a box in a moving car whose operator answers]
blind_spots: ["couriers whose callees do not ring back"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  l.line AS subject_id,
  l.line,
  round(-1e0 * (0.5e0 + 0.5e0 * least(1e0,
    (1e0 * l.cell_days / l.placed_days - $min_cells) / NULLIF(1e0 * ($sure_cells - $min_cells), 0e0))), 6) AS strength,
  round(1e0 * l.cell_days / l.placed_days, 1) AS value,
  CAST($min_cells AS DOUBLE) AS threshold,
  c.callbacks,
  c.callbacks_answered
FROM place_window AS l
JOIN circle_window AS c ON c.line = l.line
-- Who is rung back by his own group of strangers' callers only looks called back.
WHERE l.line NOT IN (SELECT line FROM group_inbound)
  AND l.cell_days >= $min_cells * l.placed_days
  AND c.callbacks >= $min_callbacks
  AND c.callbacks_answered >= $min_answered * c.callbacks
