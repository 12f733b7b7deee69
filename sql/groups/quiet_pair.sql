/*---
title: Pairs of lines without a circle that take people over from each other
grain: window
reads: [quiet_call, quiet_total]
params:
  false_share: { default: 0.05, unit: share of the pairs that pass, source: "judgement: of twenty pairs that pass, one by chance; Benjamini and Hochberg's rule, which asks the more of a pair the more pairs there are" }
---*/
-- Two questions are asked of a pair: how many people talked longer the second time, and, of pairs that had a talk at all,
-- how many were met by both, since lines that reach a dozen people each do not meet. The first may use up four fifths
-- of the chance to be wrong, the second, which two salesmen with one list answer as well, one fifth.
-- A Poisson count's tail is at most expected^k / k!, from four on Chernoff's bound; both need no table. `tests` is the number
-- of all pairs of such lines, so that a great network asks more of each.
SELECT
  line_a,
  line_b,
  taken,
  met,
  expected,
  chance,
  is_kept
FROM (
  SELECT
    p.*,
    -- All pairs up to the last whose chance is small for its place.
    max(CASE WHEN p.chance <= round(1e0 * $false_share * p.place / p.tests, 15) THEN p.place ELSE 0 END) OVER () >= p.place AS is_kept
  FROM (
    SELECT
      e.line_a,
      e.line_b,
      e.taken,
      e.met,
      e.expected,
      e.chance,
      e.tests,
      row_number() OVER (ORDER BY e.chance, e.line_a, e.line_b) AS place
    FROM (
      SELECT
        k.*,
        round(least(1e0,
          1.25e0 * CASE k.taken
            WHEN 0 THEN 1e0
            WHEN 1 THEN k.expected
            WHEN 2 THEN power(k.expected, 2) / 2e0
            WHEN 3 THEN power(k.expected, 3) / 6e0
            ELSE power(exp(1e0) * k.expected / k.taken, k.taken)
          END,
          5e0 * CASE k.met
            WHEN 1 THEN k.expected_met
            WHEN 2 THEN power(k.expected_met, 2) / 2e0
            WHEN 3 THEN power(k.expected_met, 3) / 6e0
            ELSE power(exp(1e0) * k.expected_met / k.met, k.met)
          END), 15) AS chance
      FROM (
        SELECT
          c.line_a,
          c.line_b,
          CAST(sum(c.grown) AS BIGINT) AS taken,
          count(*) AS met,
          round(max(a.rate) * max(a.reached) * max(b.reached), 12) AS expected,
          round(max(a.met_rate) * max(a.reached) * max(b.reached), 12) AS expected_met,
          greatest(1e0, 1e0 * max(a.lines) * (max(a.lines) - 1) / 2e0) AS tests
        FROM quiet_call AS c
        JOIN quiet_total AS a ON a.line = c.line_a
        JOIN quiet_total AS b ON b.line = c.line_b
        WHERE c.quiet = 2
        GROUP BY 1, 2
        HAVING max(c.talked) = 1
      ) AS k
    ) AS e
  ) AS p
) AS judged
