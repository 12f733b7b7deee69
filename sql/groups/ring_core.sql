/*---
title: Lines without a circle that take people over from others of this kind more than chance has it
grain: window
reads: [quiet_total, quiet_pair]
params:
  false_share: { default: 0.05, unit: share of the lines that pass, source: "judgement: of twenty lines that pass, one by chance; Benjamini and Hochberg's rule, which asks the more of a line the more lines there are" }
---*/
-- A gang of eight shares its victims so thinly that no pair of its lines says anything: each line is asked about all
-- others at once, or about one of them, whichever is less likely by chance.
SELECT
  line,
  CASE WHEN taken = 0 THEN met ELSE taken END AS taken,
  partners,
  CASE WHEN taken = 0 THEN expected_met ELSE expected END AS expected,
  least(chance, COALESCE(pair_chance, 1e0)) AS chance,
  -- The chance that so many of those it shares with others would talk longer to the second if both rang for one trade.
  CASE
    WHEN taken = 0 THEN 1e0
    ELSE round(power(grown_share * met / taken, taken)
      * CASE WHEN met = taken THEN 1e0 ELSE power((1e0 - grown_share) * met / (met - taken), met - taken) END, 9)
  END AS alike
FROM (
  SELECT
    p.*,
    max(CASE WHEN p.chance <= round(1e0 * $false_share * p.place / p.lines, 15) THEN p.place ELSE 0 END) OVER () >= p.place AS is_kept
  FROM (
    SELECT
      e.*,
      row_number() OVER (ORDER BY e.chance, e.line) AS place
    FROM (
      SELECT
        t.line,
        t.lines,
        t.taken,
        t.expected,
        round(t.expected * t.met_rate / t.rate, 12) AS expected_met,
        t.met,
        t.grown_share,
        w.partners,
        w.pair_chance,
        round(least(1e0, CASE t.taken
      WHEN 0 THEN 1e0
      WHEN 1 THEN t.expected
      WHEN 2 THEN power(t.expected, 2) / 2e0
      WHEN 3 THEN power(t.expected, 3) / 6e0
      ELSE power(exp(1e0) * t.expected / t.taken, t.taken)
    END), 15) AS chance
      FROM quiet_total AS t
      JOIN (
        SELECT line, count(*) FILTER (WHERE taken > 0 OR is_kept) AS partners, min(CASE WHEN is_kept THEN chance END) AS pair_chance
        FROM (
          SELECT line_a AS line, taken, chance, is_kept FROM quiet_pair
          UNION ALL
          SELECT line_b AS line, taken, chance, is_kept FROM quiet_pair
        ) AS ends
        GROUP BY 1
      ) AS w ON w.line = t.line
      -- Who shares customers shares all kinds of calls. A pair that chance does not let meet at all is allowed one less.
      WHERE 1e0 * t.taken + CASE WHEN w.pair_chance IS NULL THEN 0e0 ELSE 1e0 END > t.grown_share * t.met
    ) AS e
  ) AS p
) AS judged
WHERE is_kept OR pair_chance IS NOT NULL
