/*---
title: Lines that pass people on within a gang
grain: window
reads: [victim_pair, victim_joiner]
params:
  min_passed: { default: 3, unit: long calls, source: "judgement: with one other line two, which chance hardly gives; three within the gang" }
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
