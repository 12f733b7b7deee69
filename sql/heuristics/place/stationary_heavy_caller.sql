/*---
title: A heavy caller that never moves
family: place
plain: true
reads: [line_window, place_window]
params:
  min_share: { default: 0.95, unit: "share of calls through a day's two busiest cells", source: "judgement: top two cells take 95 % or more" }
  min_peak: { default: 30, unit: "calls and messages on the busiest day", source: "judgement: above a person's busy day; nobody is judged for staying at home" }
  sure_peak: { default: 100, unit: "calls and messages on the busiest day", source: "judgement: twice FAST SIMBOX's 50 a day" }
  min_days: { default: 3, unit: days with five calls and messages or more, source: "judgement: messages to many are sent at one sitting, and one or two of those say nothing about where a line lives" }
  max_cells: { default: 3, unit: cells a day on average, source: "judgement: two cells or fewer a day, and one more for a cell that breathes" }
unit: share of calls
because: "{value_share} of {placed_outgoing} calls and messages went out through the two busiest cells of their day, at up to {peak} a day"
recount: |
  SELECT round(1e0 * sum(outgoing) FILTER (WHERE place <= 2) / sum(outgoing), 4) AS value FROM (
    SELECT day, cell, count(*) AS outgoing,
      row_number() OVER (PARTITION BY day ORDER BY count(*) DESC, cell) AS place
    FROM records
    WHERE line = $line AND direction = 'MO' AND cell IS NOT NULL AND day BETWEEN $from AND $to
      AND day IN (
        SELECT day FROM records
        WHERE line = $line AND direction = 'MO' AND day BETWEEN $from AND $to
        GROUP BY 1 HAVING count(*) >= 5
      )
    GROUP BY 1, 2
  ) AS cells
false_positives: [home offices, reception desks on mobile lines, payphones, office gateways]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle]
blind_spots: ["boxes in a moving car", "SIM banks that are re-homed within a day", "fixed lines have no cell"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  w.line AS subject_id,
  w.line,
  round(0.5e0 + 0.5e0 * least(1e0,
    1e0 * (w.peak_calls + w.peak_messages - $min_peak) / NULLIF($sure_peak - $min_peak, 0)), 6) AS strength,
  p.share AS value,
  CAST($min_share AS DOUBLE) AS threshold,
  p.share AS value_share,
  p.placed_outgoing,
  w.peak_calls + w.peak_messages AS peak
FROM line_window AS w
JOIN (
  SELECT line, placed_outgoing, cell_days, placed_days, round(1e0 * top2_outgoing / placed_outgoing, 4) AS share
  FROM place_window
) AS p ON p.line = w.line
WHERE w.peak_calls + w.peak_messages >= $min_peak
  AND (w.peak_calls >= $min_peak OR p.placed_days >= $min_days)
  AND p.share >= $min_share
  AND p.cell_days <= $max_cells * p.placed_days
