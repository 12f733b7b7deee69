/*---
title: How many long and short answered calls each line made, and how often others came after it
grain: window
reads: [stranger_call]
params: {}
---*/
SELECT
  line,
  CAST(sum(long_calls) AS BIGINT) AS long_calls,
  CAST(sum(short_calls) AS BIGINT) AS short_calls,
  CAST(sum(followed) AS BIGINT) AS followed
FROM (
  SELECT
    line,
    CASE WHEN is_long THEN 1 ELSE 0 END AS long_calls,
    CASE WHEN is_long THEN 0 ELSE 1 END AS short_calls,
    0 AS followed
  FROM stranger_call
  WHERE NOT calls_alike
  UNION ALL
  -- Short calls of others to people whom this line had reached before.
  SELECT relayed_from AS line, 0 AS long_calls, 0 AS short_calls, 1 AS followed
  FROM stranger_call
  WHERE relayed_from IS NOT NULL AND NOT is_long
) AS both_ways
GROUP BY 1
