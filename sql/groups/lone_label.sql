/*---
title: Every linked line by itself, before labels spread
grain: window
reads: [group_link]
params: {}
---*/
SELECT line_a AS line, line_a AS label
FROM group_link
UNION
SELECT line_b AS line, line_b AS label
FROM group_link
