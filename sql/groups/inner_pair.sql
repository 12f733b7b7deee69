/*---
title: Pairs of lines that contact strangers, and each other both ways
grain: window
reads: [stranger_record, cohort_line]
params:
  min_each: { default: 2, unit: calls and messages each way, source: "judgement: who rings back once is a victim or a customer" }
---*/
-- `others_a` and `others_b` are the lines that either one has in this way, the pair's own included.
SELECT
  line_a,
  line_b,
  max(CASE WHEN first_end THEN others END) AS others_a,
  max(CASE WHEN first_end THEN NULL ELSE others END) AS others_b
FROM (
  SELECT line_a, line_b, first_end, count(*) OVER (PARTITION BY CASE WHEN first_end THEN line_a ELSE line_b END) AS others
  FROM (
    SELECT least(c.line, c.counterpart) AS line_a, greatest(c.line, c.counterpart) AS line_b
    FROM stranger_record AS c
    JOIN cohort_line AS a ON a.line = c.line
    JOIN cohort_line AS b ON b.line = c.counterpart
    WHERE c.line <> c.counterpart
    GROUP BY 1, 2
    HAVING count(*) FILTER (WHERE c.line < c.counterpart) >= $min_each
      AND count(*) FILTER (WHERE c.line > c.counterpart) >= $min_each
  ) AS pairs
  CROSS JOIN (
    SELECT true AS first_end
    UNION ALL
    SELECT false AS first_end
  ) AS u
) AS ends
GROUP BY 1, 2
