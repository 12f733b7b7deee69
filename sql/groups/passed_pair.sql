/*---
title: Pairs of lines of which one talked for long with somebody whom the other had reached before
grain: window
reads: [stranger_call, talk_total]
params: {}
---*/
-- People are counted, not talks: a number that both ring every day, a conference say, is one. `expected` is how many chance gives: by chance, a line's long talks are with people whom a given other
-- line has reached as often as everybody's short calls are.
SELECT
  k.line_a,
  k.line_b,
  k.passed,
  k.passed_short,
  round(1e0 * (a.long_calls * (1 + b.followed) + b.long_calls * (1 + a.followed)) / (1 + n.short_calls), 9) AS expected,
  round(1e0 * (a.long_calls + b.long_calls)
    / (a.long_calls + b.long_calls + a.short_calls + b.short_calls), 9) AS long_share
FROM (
  SELECT
    least(line, relayed_from) AS line_a,
    greatest(line, relayed_from) AS line_b,
    count(DISTINCT CASE WHEN is_long THEN callee END) AS passed,
    count(DISTINCT CASE WHEN is_long THEN NULL ELSE callee END) AS passed_short
  FROM stranger_call
  WHERE relayed_from IS NOT NULL
  GROUP BY 1, 2
  HAVING count(*) FILTER (WHERE is_long) > 0
) AS k
CROSS JOIN (SELECT CAST(sum(short_calls) AS BIGINT) AS short_calls FROM talk_total) AS n
JOIN talk_total AS a ON a.line = k.line_a
JOIN talk_total AS b ON b.line = k.line_b
