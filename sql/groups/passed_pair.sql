/*---
title: Pairs of lines of which one talked for long with somebody whom the other had reached before
grain: window
reads: [stranger_call, talk_total]
params: {}
---*/
-- People are counted, not talks: a number that both ring every day, a conference say, is one. `expected` is how many chance
-- gives: by chance, a line's long talks are with people whom a given other line has reached as often as everybody's short
-- calls are. `by_chance` is of how many of those they share one call at least would be long if these two talked to them
-- for as long as to anybody: who is rung ten times has talked for long at last, whoever rings. Who was rung twice, and
-- hung up once, counts on both sides; the greater mean of the two ways to count is believed.
SELECT
  line_a,
  line_b,
  count(*) FILTER (WHERE is_long) AS passed,
  count(*) FILTER (WHERE is_short) AS passed_short,
  expected,
  -- To as many places as make no tie that engines would break differently.
  round(greatest(
    sum(1e0 - power(1e0 - long_share, calls)),
    sum(long_share * (CASE WHEN is_long AND is_short THEN 2 ELSE 1 END))
  ), 9) AS by_chance
FROM (
  SELECT
    s.*,
    -- The same for all whom a pair shares.
    round(1e0 * (a.long_calls * (1 + b.followed) + b.long_calls * (1 + a.followed)) / (1 + n.short_calls), 9) AS expected,
    1e0 * (a.long_calls + b.long_calls) / (a.long_calls + b.long_calls + a.short_calls + b.short_calls) AS long_share
  FROM (
    SELECT
      least(line, relayed_from) AS line_a,
      greatest(line, relayed_from) AS line_b,
      callee,
      count(*) AS calls,
      bool_or(is_long) AS is_long,
      bool_or(NOT is_long) AS is_short
    FROM stranger_call
    WHERE relayed_from IS NOT NULL
    GROUP BY 1, 2, 3
  ) AS s
  CROSS JOIN (SELECT CAST(sum(short_calls) AS BIGINT) AS short_calls FROM talk_total) AS n
  JOIN talk_total AS a ON a.line = s.line_a
  JOIN talk_total AS b ON b.line = s.line_b
) AS shared
GROUP BY line_a, line_b, expected
HAVING count(*) FILTER (WHERE is_long) > 0
