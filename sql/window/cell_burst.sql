/*---
title: Days on which many ordinary lines of a cell, or the network, did much more than they do
grain: window
reads: [line_cell_day, line_window, line_day, stranger_line, network_window]
params:
  min_sent: { default: 10, unit: calls and messages from the cell, source: "10 outgoing calls is the lowest published volume that raises an alarm (VoltDB); fewer need no excuse" }
  min_own_rise: { default: 2, unit: times the line's own other days, source: "judgement: a busy day, for this line" }
  min_lines: { default: 5, unit: lines, source: "judgement: a family and its guests stay below" }
  min_rise: { default: 3, unit: times the cell's other days, source: "judgement: some line or other has a busy day on any day" }
  network_lines: { default: 200, unit: lines, source: "judgement: of fewer, some alone make the sum" }
  min_network_rise: { default: 1.7, unit: times the network's other days, source: "judgement: a working day has up to half as much again as a free one, a holiday's greetings more" }
  min_days: { default: 3, unit: days, source: "judgement: fewer do not tell what is usual" }
---*/
-- Counted are lines for which it was an unusual day, since a cell of hundreds does not show it when twenty redial for an
-- hour. Lines that mostly call strangers are not asked: a gang that moves into a cell must not make an event of itself.
-- `cell` is NULL where the whole network rose.
SELECT cell, day, lines, round(1e0 * (all_lines - lines) / (days - 1), 1) AS usual
FROM (
  SELECT cell, day, lines, days, CAST(sum(lines) OVER (PARTITION BY cell) AS BIGINT) AS all_lines
  FROM (
    SELECT d.cell, d.day, max(date_diff('day', n.first_day, n.last_day)) + 1 AS days, count(*) AS lines
    FROM line_cell_day AS d
    JOIN line_window AS w ON w.line = d.line
    CROSS JOIN network_window AS n
    LEFT JOIN stranger_line AS s ON s.line = d.line
    WHERE d.day BETWEEN $window_start AND $day
      AND s.line IS NULL
      AND d.outgoing >= $min_sent
      -- Who was seen on no other day may have come for this one.
      AND w.out_days >= 2
      AND d.outgoing * (w.out_days - 1) >= $min_own_rise * (w.out_calls + w.out_messages - d.outgoing)
    GROUP BY 1, 2
  ) AS risen
) AS cells
WHERE days >= $min_days
  AND lines >= $min_lines
  AND lines * (days - 1) >= $min_rise * (all_lines - lines)
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS cell, day, lines, round(1e0 * (all_lines - lines) / (days - 1), 1) AS usual
FROM (
  SELECT
    day,
    lines,
    sent,
    count(*) OVER () AS days,
    CAST(sum(lines) OVER () AS BIGINT) AS all_lines,
    CAST(sum(sent) OVER () AS BIGINT) AS all_sent
  FROM (
    SELECT d.day, count(*) AS lines, CAST(sum(d.out_calls + d.out_messages) AS BIGINT) AS sent
    FROM line_day AS d
    LEFT JOIN stranger_line AS s ON s.line = d.line
    WHERE d.day BETWEEN $window_start AND $day AND s.line IS NULL
    GROUP BY 1
  ) AS days
) AS network
WHERE days >= $min_days
  AND lines >= $network_lines
  AND sent * (days - 1) >= $min_network_rise * (all_sent - sent)
