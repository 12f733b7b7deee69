/*---
title: Quiet lines that reach a ring's people, too few to show by themselves
grain: window
reads: [quiet_total, quiet_call, ring_core]
params:
  false_share: { default: 0.05, unit: share of the lines that pass, source: "judgement: of twenty lines that pass, one by chance; Benjamini and Hochberg's rule" }
---*/
-- Asked of all lines of rings at once: whom a line of a gang reaches, another of it reaches next, talk or no talk. It is
-- tied to the one with which it shares most.
SELECT line, partner, partners, met, expected, chance
FROM (
  SELECT
    p.*,
    max(CASE WHEN p.chance <= round(1e0 * $false_share * p.place / p.tests, 15) THEN p.place ELSE 0 END) OVER () >= p.place AS is_kept
  FROM (
    SELECT
      e.*,
      row_number() OVER (ORDER BY e.chance, e.line) AS place
    FROM (
      SELECT
        k.line,
        k.partner,
        k.partners,
        k.met,
        k.tests,
        k.expected,
        -- Of two questions, how many were met and how many talked longer, the better answer, at twice its chance.
        least(1e0, 2e0 * least(
          round(CASE k.met
            WHEN 1 THEN k.expected
            WHEN 2 THEN power(k.expected, 2) / 2e0
            WHEN 3 THEN power(k.expected, 3) / 6e0
            ELSE power(exp(1e0) * k.expected / k.met, k.met)
          END, 15),
          round(CASE k.taken
            WHEN 0 THEN 1e0
            WHEN 1 THEN k.expected_taken
            WHEN 2 THEN power(k.expected_taken, 2) / 2e0
            WHEN 3 THEN power(k.expected_taken, 3) / 6e0
            ELSE power(exp(1e0) * k.expected_taken / k.taken, k.taken)
          END, 15)
        )) AS chance
      FROM (
        SELECT
          j.line,
          j.partner,
          j.partners,
          j.met,
          j.taken,
          t.lines - c.lines AS tests,
          round(t.met_rate * t.reached * c.reached, 12) AS expected,
          round(t.rate * t.reached * c.reached, 12) AS expected_taken
        FROM (
          SELECT
            line,
            max_by(other, 1000000 * met + nearness) AS partner,
            count(*) AS partners,
            CAST(sum(met) AS BIGINT) AS met,
            CAST(sum(taken) AS BIGINT) AS taken
          FROM (
            SELECT
              b.line,
              b.other,
              count(*) AS met,
              sum(b.grown) AS taken,
              row_number() OVER (PARTITION BY b.line ORDER BY b.other DESC) AS nearness
            FROM (
              SELECT line_a AS line, line_b AS other, grown FROM quiet_call WHERE quiet = 2
              UNION ALL
              SELECT line_b AS line, line_a AS other, grown FROM quiet_call WHERE quiet = 2
            ) AS b
            JOIN ring_core AS core ON core.line = b.other
            LEFT JOIN ring_core AS own ON own.line = b.line
            WHERE own.line IS NULL
            GROUP BY 1, 2
          ) AS with_core
          GROUP BY 1
        ) AS j
        JOIN quiet_total AS t ON t.line = j.line
        CROSS JOIN (
          SELECT count(*) AS lines, CAST(COALESCE(sum(x.reached), 0) AS BIGINT) AS reached
          FROM quiet_total AS x
          JOIN ring_core AS core ON core.line = x.line
        ) AS c
      ) AS k
    ) AS e
  ) AS p
) AS judged
WHERE is_kept
