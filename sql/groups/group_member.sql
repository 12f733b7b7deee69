/*---
title: Lines that hang together, under the group's lasting number
grain: window
reads: [line_label, group_link, group_history]
params:
  min_lines: { default: 3, unit: lines, source: "judgement: two lines in one place are a couple, or one person with two phones" }
  min_pair: { default: 2, unit: lines, source: "judgement: two ordinary handsets on a cable are an operation of two; for those a tie by device, succession, victims, strangers in common, taken-over talks or path is asked" }
  max_lines: { default: 2000, unit: lines, source: "judgement: more than any gang's SIMs within a fortnight; such a cohort is of the network's making" }
---*/
-- A group keeps its number from night to night while it is the one that most of an earlier group's lines are in, and
-- most of its own known lines come from there; a new one is numbered by the day on which it was first seen.
SELECT
  l.line,
  COALESCE(
    kept.group_id, (10000 * year($day) + 100 * month($day) + day($day)) * 100000 + big.place
  ) AS group_id,
  big.lines
FROM line_label AS l
JOIN (
  SELECT
    l.label,
    count(*) AS lines,
    row_number() OVER (ORDER BY l.label) AS place
  FROM line_label AS l
  LEFT JOIN (
    SELECT line_a
    FROM group_link
    WHERE kind IN ('device', 'series', 'succession', 'victims', 'strangers', 'ring', 'path')
    GROUP BY 1
  ) AS k ON k.line_a = l.line
  GROUP BY 1
  HAVING count(*) BETWEEN $min_pair AND $max_lines AND (count(*) >= $min_lines OR count(k.line_a) > 0)
) AS big ON big.label = l.label
LEFT JOIN (
  SELECT label, group_id
  FROM (
    SELECT
      n.label,
      h.group_id,
      row_number() OVER (PARTITION BY h.group_id ORDER BY count(*) DESC, n.label) AS best_label,
      row_number() OVER (PARTITION BY n.label ORDER BY count(*) DESC, h.group_id) AS best_group
    FROM line_label AS n
    JOIN group_history AS h ON h.line = n.line
    GROUP BY 1, 2
    HAVING count(*) >= 2
  ) AS kinship
  WHERE best_label = 1 AND best_group = 1
) AS kept ON kept.label = l.label
