/*---
title: What ties two lines together
grain: window
reads: [firm_link, core_pair]
params:
  min_share: { default: 0.34, unit: share of a core's lines, source: "judgement: the SIMs of a box are in its place most of them; a gang has a line or two that live beside another gang" }
  min_lines: { default: 2, unit: lines, source: "judgement: one may be a neighbour by chance; of a core of two, one is enough" }
---*/
-- One row per pair and kind, line_a < line_b. Two cores are one by place or purchase only where that ties some lines of
-- the one to some lines of the other, not one passer-by to them all.
SELECT line_a, line_b, kind
FROM firm_link
UNION ALL
SELECT p.line_a, p.line_b, p.kind
FROM core_pair AS p
JOIN (
  SELECT low, high
  FROM (
    SELECT low, high, core, max(lines) AS lines, count(DISTINCT line) AS tied
    FROM (
      SELECT least(core_a, core_b) AS low, greatest(core_a, core_b) AS high, core_a AS core, lines_a AS lines, line_a AS line
      FROM core_pair
      UNION ALL
      SELECT least(core_a, core_b) AS low, greatest(core_a, core_b) AS high, core_b AS core, lines_b AS lines, line_b AS line
      FROM core_pair
    ) AS ends
    GROUP BY 1, 2, 3
  ) AS sides
  GROUP BY 1, 2
  HAVING low = high OR bool_and(lines <= $min_lines OR (tied >= $min_lines AND 1e0 * tied >= $min_share * lines))
) AS met ON met.low = least(p.core_a, p.core_b) AND met.high = greatest(p.core_a, p.core_b)
LEFT JOIN firm_link AS f ON f.line_a = p.line_a AND f.line_b = p.line_b AND f.kind = p.kind
WHERE f.kind IS NULL
