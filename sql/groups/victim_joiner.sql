/*---
title: Lines that pass people on to several lines that do so, to each too few to tell
grain: window
reads: [passed_pair, victim_pair, talk_total]
params:
  min_passed: { default: 2, unit: people, source: "as in victim_pair" }
  max_chance: { default: 0.00003, unit: chance, source: "as in victim_pair" }
  max_alike: { default: 0.05, unit: chance, source: "as in victim_pair" }
---*/
-- Asked of all lines of victim_pair at once: a quiet line of a gang of eight gives each of the others one victim. It is
-- tied to the one with which it shares most.
SELECT line, partner, passed, passed_short, expected
FROM (
  SELECT
    s.*,
    round(exp(s.passed - s.expected) * power(s.expected / s.passed, s.passed), 9) AS chance,
    round(power(s.by_chance / s.passed, s.passed)
      * CASE
        WHEN s.passed_short = 0 THEN 1e0
        ELSE power((s.passed + s.passed_short - s.by_chance) / s.passed_short, s.passed_short)
      END, 9) AS alike
  FROM (
    SELECT
      j.line,
      j.partner,
      j.passed,
      j.passed_short,
      round(1e0 * (t.long_calls * c.followed + c.long_calls * (1 + t.followed)) / (1 + n.short_calls), 9) AS expected,
      j.by_chance
    FROM (
      SELECT
        e.line,
        max_by(e.other, 1000000 * e.passed + e.nearness) AS partner,
        CAST(sum(e.passed) AS BIGINT) AS passed,
        CAST(sum(e.passed_short) AS BIGINT) AS passed_short,
        round(sum(e.by_chance), 9) AS by_chance
      FROM (
        SELECT
          b.*,
          row_number() OVER (PARTITION BY b.line ORDER BY b.other DESC) AS nearness
        FROM (
          SELECT line_a AS line, line_b AS other, passed, passed_short, by_chance FROM passed_pair
          UNION ALL
          SELECT line_b AS line, line_a AS other, passed, passed_short, by_chance FROM passed_pair
        ) AS b
      ) AS e
      JOIN (SELECT line_a AS line FROM victim_pair UNION SELECT line_b AS line FROM victim_pair) AS core ON core.line = e.other
      LEFT JOIN (SELECT line_a AS line FROM victim_pair UNION SELECT line_b AS line FROM victim_pair) AS own ON own.line = e.line
      WHERE own.line IS NULL
      GROUP BY 1
      HAVING sum(e.passed) >= $min_passed
    ) AS j
    JOIN talk_total AS t ON t.line = j.line
    CROSS JOIN (SELECT CAST(sum(short_calls) AS BIGINT) AS short_calls FROM talk_total) AS n
    CROSS JOIN (
      SELECT
        CAST(sum(x.long_calls) AS BIGINT) AS long_calls,
        CAST(sum(1 + x.followed) AS BIGINT) AS followed
      FROM talk_total AS x
      JOIN (SELECT line_a AS line FROM victim_pair UNION SELECT line_b AS line FROM victim_pair) AS core ON core.line = x.line
    ) AS c
  ) AS s
  WHERE s.passed > s.expected AND s.passed > s.by_chance
) AS judged
WHERE chance <= $max_chance AND alike <= $max_alike
