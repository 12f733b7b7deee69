/*---
title: The lowest line that each linked line hangs together with
grain: window
reads: [lone_label, group_link]
repeat: { seed: lone_label, max_rounds: 40 }
params: {}
---*/
-- Run again and again, each round on what the last one left under the name lone_label, until nothing changes. A line
-- takes the lowest label of its neighbours and the label of its label's line: the second step doubles the reach, so a
-- chain of a thousand numbers needs some ten rounds.
SELECT line, min(label) AS label
FROM (
  SELECT line, label
  FROM lone_label
  UNION ALL
  SELECT k.line_b AS line, s.label
  FROM group_link AS k
  JOIN lone_label AS s ON s.line = k.line_a
  UNION ALL
  SELECT k.line_a AS line, s.label
  FROM group_link AS k
  JOIN lone_label AS s ON s.line = k.line_b
  UNION ALL
  SELECT s.line, far.label
  FROM lone_label AS s
  JOIN lone_label AS far ON far.line = s.label
) AS heard
GROUP BY 1
