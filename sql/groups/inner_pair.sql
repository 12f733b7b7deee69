/*---
title: Pairs of lines that contact strangers and each other both ways, and go back to few but lines of this kind
grain: window
reads: [stranger_record, cohort_line, circle_window]
params:
  min_each: { default: 2, unit: calls and messages each way, source: "judgement: who rings back once is a victim or a customer" }
  min_others: { default: 2, unit: lines it has in this way, source: "judgement: a victim, or a friend of the card's first owner, knows one" }
  min_share: { default: 0.3, unit: "share of the numbers contacted on two days or more", source: "judgement: SIMs of a pool ring each other, and strangers once; whoever has friends or colleagues among such lines goes back to many more others, and the more so the longer he is watched" }
---*/
SELECT line_a, line_b
FROM (
  SELECT
    p.line_a,
    p.line_b,
    count(*) OVER (PARTITION BY c.line) AS others,
    c.repeat_contacts
  FROM (
    SELECT least(c.line, c.counterpart) AS line_a, greatest(c.line, c.counterpart) AS line_b
    FROM stranger_record AS c
    JOIN cohort_line AS a ON a.line = c.line
    JOIN cohort_line AS b ON b.line = c.counterpart
    WHERE c.line <> c.counterpart
    GROUP BY 1, 2
    HAVING count(*) FILTER (WHERE c.line < c.counterpart) >= $min_each
      AND count(*) FILTER (WHERE c.line > c.counterpart) >= $min_each
  ) AS p
  CROSS JOIN (
    SELECT true AS first_end
    UNION ALL
    SELECT false AS first_end
  ) AS u
  JOIN circle_window AS c ON c.line = CASE WHEN u.first_end THEN p.line_a ELSE p.line_b END
) AS ends
GROUP BY 1, 2
HAVING bool_and(others >= $min_others AND others >= CAST($min_share AS DOUBLE) * repeat_contacts)
