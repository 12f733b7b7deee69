/*---
title: Lines that pass people on within a gang
grain: window
reads: [victim_pair, victim_joiner]
params:
  min_passed: { default: 2, unit: people, source: "judgement: two with one other line are what chance hardly gives" }
---*/
SELECT
  line,
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
HAVING sum(passed) >= $min_passed
