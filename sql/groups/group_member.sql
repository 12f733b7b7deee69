/*---
title: Lines that hang together, under the group's lasting number
grain: window
reads: [line_label, group_history]
params:
  min_lines: { default: 3, unit: lines, source: "judgement: two lines are a couple, or one person with two phones" }
  max_lines: { default: 2000, unit: lines, source: "judgement: more than any gang's SIMs within a fortnight; such a cohort is of the network's making" }
---*/
-- A group keeps its number from night to night while it is the one that most of an earlier group's lines are in, and
-- most of its own known lines come from there; a new one is numbered by the day on which it was first seen.
SELECT
  l.line,
  COALESCE(kept.group_id, fresh.group_id) AS group_id,
  big.lines
FROM line_label AS l
JOIN (
  SELECT label, count(*) AS lines
  FROM line_label
  GROUP BY 1
  HAVING count(*) BETWEEN $min_lines AND $max_lines
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
JOIN (
  SELECT
    label,
    (10000 * year($day) + 100 * month($day) + day($day)) * 100000 + row_number() OVER (ORDER BY label) AS group_id
  FROM line_label
  GROUP BY 1
  HAVING count(*) BETWEEN $min_lines AND $max_lines
) AS fresh ON fresh.label = l.label
