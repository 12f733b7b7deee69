/*---
title: Busy only on a day on which everybody around was
family: place
counter: true
reads: [cell_burst, line_cell_day, line_day, busy_line, stranger_line]
params:
  ordinary: { default: 20, unit: "calls and messages on its other days", source: "where the rules of the traffic family begin" }
  min_days: { default: 2, unit: days, source: "judgement: who was seen on no other day may have come for this one" }
  less: { default: 0.5, unit: share of its busiest day, source: "judgement: a burst is at least twice what is usual" }
unit: calls and messages from one cell and day
because: "it sent {value} calls and messages on {burst_day} from {place}, where that was a busy day for {lines} people (for {usual} on other days); on its {other_days} other days it sent {other_peak} at most"
recount: |
  SELECT max(sent) AS value FROM (
    SELECT count(*) AS sent FROM records
    WHERE line = $line AND direction = 'MO' AND cell IS NOT NULL AND day BETWEEN $from AND $to
    GROUP BY day, cell
  ) AS places
false_positives: [a box that is switched on for one day of an event, with SIMs that lived elsewhere before]
blind_spots: ["fixed lines", "bursts that a cell's day does not show", "exports without cells", "windows of a day or two"]
references: []
status: experimental
---*/
-- An outage, a match or a holiday: load that everybody around shows speaks against nobody. Who calls strangers
-- meanwhile does something else.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  -1e0 AS strength,
  CAST(outgoing AS DOUBLE) AS value,
  CAST($ordinary AS DOUBLE) AS threshold,
  burst_day,
  place,
  lines,
  usual,
  other_days,
  other_peak
FROM (
  SELECT
    b.line,
    b.day AS burst_day,
    b.outgoing,
    b.place,
    b.lines,
    b.usual,
    count(*) FILTER (WHERE d.day <> b.day) AS other_days,
    max(CASE WHEN d.day <> b.day THEN d.out_calls + d.out_messages END) AS other_peak,
    max(CASE WHEN d.day = b.day THEN d.out_calls + d.out_messages END) AS burst_sent
  FROM (
    SELECT p.line, p.day, p.outgoing, COALESCE('cell ' || c.cell, 'the whole network') AS place, c.lines, c.usual,
      row_number() OVER (PARTITION BY p.line ORDER BY c.lines DESC, c.cell) AS burst
    FROM (
      SELECT
        d.line,
        d.cell,
        d.day,
        d.outgoing,
        row_number() OVER (PARTITION BY d.line ORDER BY d.outgoing DESC, d.day, d.cell) AS place
      FROM line_cell_day AS d
      JOIN busy_line AS u ON u.line = d.line
      LEFT JOIN stranger_line AS s ON s.line = d.line
      WHERE d.day BETWEEN $window_start AND $day AND s.line IS NULL
    ) AS p
    JOIN cell_burst AS c ON c.day = p.day AND COALESCE(c.cell, p.cell) = p.cell
    WHERE p.place = 1
  ) AS b
  JOIN line_day AS d ON d.line = b.line
  WHERE b.burst = 1 AND d.day BETWEEN $window_start AND $day
  GROUP BY 1, 2, 3, 4, 5, 6
) AS held
WHERE other_days >= $min_days
  AND other_peak < $ordinary
  AND other_peak <= $less * burst_sent
