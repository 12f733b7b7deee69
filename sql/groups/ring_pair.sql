/*---
title: Which lines of a ring are tied by the people they take over
grain: window
reads: [ring_core, ring_joiner, quiet_pair]
params: {}
---*/
-- Every pair that says so by itself, and each line with the one of them that is least likely to be chance: so a
-- ring hangs together, and two rings of a great network that once met by chance do not become one.
SELECT line_a, line_b
FROM (
  SELECT
    p.line_a,
    p.line_b,
    p.is_kept,
    row_number() OVER (PARTITION BY p.line_a ORDER BY p.chance, p.line_b) AS place_a,
    row_number() OVER (PARTITION BY p.line_b ORDER BY p.chance, p.line_a) AS place_b
  FROM quiet_pair AS p
  JOIN ring_core AS a ON a.line = p.line_a
  JOIN ring_core AS b ON b.line = p.line_b
) AS near
WHERE is_kept OR place_a = 1 OR place_b = 1
UNION
SELECT least(line, partner) AS line_a, greatest(line, partner) AS line_b
FROM ring_joiner
