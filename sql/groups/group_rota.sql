/*---
title: How evenly the fixed lines of a group share their load
grain: window
reads: [rota_line, stranger_record, group_line]
params:
  min_calls: { default: 8, unit: calls a line and day, source: "judgement: on days with fewer, evenness cannot be told" }
---*/
-- `dispersion` is the variance of the lines' calls within a day by their mean: 1 where each call goes to any line by
-- chance, below 1 where a dialler deals them out, well above where people with days of their own work the lines. A day
-- is full when each account that is at work is so with all its lines: accounts of one agent may take turns.
SELECT
  r.group_id,
  r.lines,
  r.days,
  r.full_days,
  r.dispersion,
  r.start_spread,
  r.stop_spread,
  s.callees,
  s.shared_callees
FROM (
  SELECT
    group_id,
    max(all_lines) AS lines,
    count(*) AS days,
    count(*) FILTER (WHERE full_lines = lines) AS full_days,
    round(sum(deviation) / NULLIF(CAST(sum(freedom) AS DOUBLE), 0e0), 3) AS dispersion,
    CAST(sum(start_spread) / count(*) AS BIGINT) AS start_spread,
    CAST(sum(stop_spread) / count(*) AS BIGINT) AS stop_spread
  FROM (
    SELECT
      d.group_id,
      d.day,
      a.lines AS all_lines,
      count(*) AS lines,
      count(*) FILTER (WHERE d.at_work = d.account_lines) AS full_lines,
      round(1e0 * (count(*) * sum(d.calls * d.calls) - sum(d.calls) * sum(d.calls)) / sum(d.calls), 6) AS deviation,
      count(*) - 1 AS freedom,
      date_diff('second', min(d.first_call), max(d.first_call)) AS start_spread,
      date_diff('second', min(d.last_call), max(d.last_call)) AS stop_spread
    FROM (
      SELECT
        w.*,
        b.lines AS account_lines,
        count(*) OVER (PARTITION BY w.group_id, w.company, w.day) AS at_work
      FROM rota_line AS w
      JOIN (SELECT group_id, company, count(DISTINCT line) AS lines FROM rota_line GROUP BY 1, 2) AS b
        ON b.group_id = w.group_id AND b.company = w.company
    ) AS d
    JOIN (SELECT group_id, count(DISTINCT line) AS lines FROM rota_line GROUP BY 1) AS a ON a.group_id = d.group_id
    GROUP BY 1, 2, 3
    HAVING sum(d.calls) >= $min_calls * count(*) AND count(*) > 1
  ) AS days
  GROUP BY 1
) AS r
JOIN (
  SELECT group_id, count(*) AS callees, count(*) FILTER (WHERE lines > 1) AS shared_callees
  FROM (
    SELECT g.group_id, c.counterpart, count(DISTINCT c.line) AS lines
    FROM stranger_record AS c
    JOIN group_line AS g ON g.line = c.line
    WHERE c.service = 'voice' AND NOT g.by_radio
    GROUP BY 1, 2
  ) AS reached
  GROUP BY 1
) AS s ON s.group_id = r.group_id
