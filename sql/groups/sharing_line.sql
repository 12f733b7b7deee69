/*---
title: Whether what a line shares with all others is talks more than anything else
grain: window
reads: [passed_pair]
params: {}
---*/
-- `line_alike` is the chance, by Chernoff's bound, that so few of all it shares with whomever were short calls. One pair of an
-- office's fifty looks like a gang's by chance; each of its lines shares refusals with the others all the same.
SELECT
  line,
  round(CASE
    WHEN 1e0 * passed <= by_chance THEN 1e0
    WHEN short_ones = 0 THEN power(by_chance / passed, passed)
    ELSE power(by_chance / passed, passed) * power((1e0 * passed + short_ones - by_chance) / short_ones, short_ones)
  END, 9) AS line_alike
FROM (
  SELECT
    line,
    CAST(sum(passed) AS BIGINT) AS passed,
    CAST(sum(passed_short) AS BIGINT) AS short_ones,
    -- To as many places as the shares have: fewer would be a tie now and then, which engines break differently.
    round(sum(by_chance), 9) AS by_chance
  FROM (
    SELECT line_a AS line, passed, passed_short, by_chance FROM passed_pair
    UNION ALL
    SELECT line_b AS line, passed, passed_short, by_chance FROM passed_pair
  ) AS ends
  GROUP BY 1
) AS pooled
