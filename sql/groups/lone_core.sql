/*---
title: Every firmly tied line by itself, before cores spread
grain: window
reads: [firm_link]
params: {}
---*/
SELECT line_a AS line, line_a AS label
FROM firm_link
UNION
SELECT line_b AS line, line_b AS label
FROM firm_link
