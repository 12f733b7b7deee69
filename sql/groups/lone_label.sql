/*---
title: Every linked line with its core, before labels spread
grain: window
reads: [group_link, core_label]
params: {}
---*/
SELECT k.line, COALESCE(c.label, k.line) AS label
FROM (
  SELECT line_a AS line
  FROM group_link
  UNION
  SELECT line_b AS line
  FROM group_link
) AS k
LEFT JOIN core_label AS c ON c.line = k.line
