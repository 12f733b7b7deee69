/*---
title: The lowest line that each firmly tied line hangs together with
grain: window
reads: [lone_core, firm_link]
repeat: { seed: lone_core, max_rounds: 40 }
params: {}
---*/
-- As line_label does for all ties.
SELECT line, min(label) AS label
FROM (
  SELECT line, label
  FROM lone_core
  UNION ALL
  SELECT t.label AS line, s.label
  FROM (
    SELECT line_a AS one, line_b AS other FROM firm_link
    UNION ALL
    SELECT line_b AS one, line_a AS other FROM firm_link
  ) AS k
  JOIN lone_core AS s ON s.line = k.one
  JOIN lone_core AS t ON t.line = k.other
  UNION ALL
  SELECT s.line, far.label
  FROM lone_core AS s
  JOIN lone_core AS far ON far.line = s.label
) AS heard
GROUP BY 1
