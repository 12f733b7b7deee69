/*---
title: Lines that pass people on within a gang
grain: window
reads: [victim_pair, victim_joiner, ring_core]
params:
  min_passed: { default: 2, unit: people, source: "judgement: two with one other line are what chance hardly gives" }
  max_chance: { default: 0.00003, unit: chance, source: "as in victim_pair" }
  max_alike: { default: 0.05, unit: chance, source: "as in victim_pair" }
---*/
-- By one way of counting or the other, never the sum of both.
SELECT
  line,
  max(passed) AS passed,
  max_by(partners, 2 * passed + way) AS partners,
  max_by(expected, 2 * passed + way) AS expected
FROM (
  SELECT
    line,
    0 AS way,
    CAST(sum(passed) AS BIGINT) AS passed,
    count(*) AS partners,
    round(sum(expected), 2) AS expected
  FROM (
    SELECT line_a AS line, passed, expected FROM victim_pair
    UNION ALL
    SELECT line_b AS line, passed, expected FROM victim_pair
    UNION ALL
    SELECT line, passed, expected FROM victim_joiner
  ) AS ends
  GROUP BY 1
  UNION ALL
  SELECT line, 1 AS way, taken, partners, round(expected, 2)
  FROM ring_core
  -- Of a dozen colleagues one has had only talks that grew; those with whom he shares have not.
  WHERE chance <= $max_chance AND greatest(alike, ring_alike) <= $max_alike
) AS counted
GROUP BY 1
HAVING max(passed) >= $min_passed
