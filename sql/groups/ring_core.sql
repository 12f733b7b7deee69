/*---
title: Lines without a circle that take people over from others of this kind more than chance has it
grain: window
reads: [quiet_total, quiet_pair]
params:
  false_share: { default: 0.05, unit: share of the lines that pass, source: "judgement: of twenty lines that pass, one by chance; Benjamini and Hochberg's rule, which asks the more of a line the more lines there are" }
  max_shrunk: { default: 0.4, unit: "talks that were shorter the second time, for each that was longer", source: "judgement: of colleagues' talks as many shrink as grow, whoever talks for how long; of a gang's one in six or seven" }
---*/
-- A gang of eight shares its victims so thinly that no pair of its lines says anything: each line is asked about all
-- others at once, or about one of them, whichever is less likely by chance. Two colleagues' calls to one customer may be
-- longer or shorter the second time, if not one's then his partners'; a story that one begins and another goes on with grows.
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
  END AS alike,
  -- The chance that so many of all talks of this line and its partners would grow where as many shrink.
  CASE
    WHEN ring_taken <= ring_shrunk THEN 1e0
    ELSE round(power(0.5e0 * (ring_taken + ring_shrunk) / ring_taken, ring_taken)
      * CASE WHEN ring_shrunk = 0 THEN 1e0 ELSE power(0.5e0 * (ring_taken + ring_shrunk) / ring_shrunk, ring_shrunk) END, 9)
  END AS ring_alike
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
        t.taken + w.others_taken AS ring_taken,
        t.shrunk + w.others_shrunk AS ring_shrunk,
        round(least(1e0, CASE t.taken
      WHEN 0 THEN 1e0
      WHEN 1 THEN t.expected
      WHEN 2 THEN power(t.expected, 2) / 2e0
      WHEN 3 THEN power(t.expected, 3) / 6e0
      ELSE power(exp(1e0) * t.expected / t.taken, t.taken)
    END), 15) AS chance
      FROM quiet_total AS t
      JOIN (
        SELECT
          ends.line,
          count(*) FILTER (WHERE ends.taken > 0 OR ends.is_kept) AS partners,
          min(CASE WHEN ends.is_kept THEN ends.chance END) AS pair_chance,
          CAST(sum(o.taken) AS BIGINT) AS others_taken,
          CAST(sum(o.shrunk) AS BIGINT) AS others_shrunk
        FROM (
          SELECT line_a AS line, line_b AS other, taken, chance, is_kept FROM quiet_pair
          UNION ALL
          SELECT line_b AS line, line_a AS other, taken, chance, is_kept FROM quiet_pair
        ) AS ends
        JOIN quiet_total AS o ON o.line = ends.other
        GROUP BY 1
      ) AS w ON w.line = t.line
      -- Who shares customers shares all kinds of calls. A pair that chance does not let meet at all is allowed one less.
      WHERE t.shrunk <= $max_shrunk * t.taken
        AND t.shrunk + w.others_shrunk <= $max_shrunk * (t.taken + w.others_taken)
        AND 1e0 * t.taken + CASE WHEN w.pair_chance IS NULL THEN 0e0 ELSE 1e0 END > t.grown_share * t.met
    ) AS e
  ) AS p
) AS judged
WHERE is_kept OR pair_chance IS NOT NULL
