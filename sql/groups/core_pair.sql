/*---
title: Pairs of like_pair, with the cores that their lines belong to
grain: window
reads: [like_pair, core_label]
params: {}
---*/
-- A core hangs together firmly. A line without such ties is one by itself.
SELECT
  p.line_a,
  p.line_b,
  p.kind,
  COALESCE(a.label, p.line_a) AS core_a,
  COALESCE(b.label, p.line_b) AS core_b,
  COALESCE(x.lines, 1) AS lines_a,
  COALESCE(y.lines, 1) AS lines_b
FROM like_pair AS p
LEFT JOIN core_label AS a ON a.line = p.line_a
LEFT JOIN core_label AS b ON b.line = p.line_b
LEFT JOIN (SELECT label, count(*) AS lines FROM core_label GROUP BY 1) AS x ON x.label = a.label
LEFT JOIN (SELECT label, count(*) AS lines FROM core_label GROUP BY 1) AS y ON y.label = b.label
