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
  SELECT k.line_b AS line, s.label
  FROM firm_link AS k
  JOIN lone_core AS s ON s.line = k.line_a
  UNION ALL
  SELECT k.line_a AS line, s.label
  FROM firm_link AS k
  JOIN lone_core AS s ON s.line = k.line_b
  UNION ALL
  SELECT s.line, far.label
  FROM lone_core AS s
  JOIN lone_core AS far ON far.line = s.label
) AS heard
GROUP BY 1
