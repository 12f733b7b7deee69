/*---
title: The busiest days of each group, on which its ports are counted
grain: window
reads: [stranger_record, group_member]
params:
  max_calls: { default: 2000, unit: calls of a group, source: "judgement: enough to tell; days are taken until there are so many" }
---*/
SELECT group_id, day
FROM (
  SELECT
    m.group_id,
    c.day,
    count(*) AS calls,
    CAST(sum(count(*)) OVER (
      PARTITION BY m.group_id ORDER BY count(*) DESC, c.day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS BIGINT) AS so_far
  FROM stranger_record AS c
  JOIN group_member AS m ON m.line = c.line
  WHERE c.service = 'voice' AND c.by_radio
  GROUP BY 1, 2
) AS days
WHERE so_far - calls < $max_calls
