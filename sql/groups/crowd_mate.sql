/*---
title: Whom each line is alike, in one place or of one purchase, itself among them
grain: window
reads: [like_pair, ring_pair]
params: {}
---*/
SELECT line_a AS line, line_b AS mate FROM like_pair
UNION
SELECT line_b AS line, line_a AS mate FROM like_pair
UNION
SELECT line_a AS line, line_a AS mate FROM like_pair
UNION
SELECT line_b AS line, line_b AS mate FROM like_pair
UNION
SELECT line_a AS line, line_a AS mate FROM ring_pair
UNION
SELECT line_b AS line, line_b AS mate FROM ring_pair
