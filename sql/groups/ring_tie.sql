/*---
title: Pairs of a ring, without those by which one line would bring a whole crowd along
grain: window
reads: [ring_pair, crowd_mate]
params:
  min_crowd: { default: 4, unit: lines alike in one place or of one purchase, source: "judgement: of three, one that takes over talks speaks for the others" }
  min_tied: { default: 2, unit: lines of a crowd, source: "judgement: of the lines that are kept in rings one in twenty is there by chance, so that one of a box may be; two that chance ties to one gang are rare" }
---*/
-- A box whose talks another gang's handset takes over has several such lines; two gangs that chance ties have one each.
SELECT p.line_a, p.line_b
FROM ring_pair AS p
JOIN (SELECT line, count(*) AS lines FROM crowd_mate GROUP BY 1) AS s ON s.line = p.line_a
JOIN (SELECT line, count(*) AS lines FROM crowd_mate GROUP BY 1) AS t ON t.line = p.line_b
JOIN (
  SELECT r.line_a, r.line_b, count(DISTINCT a.mate) AS tied_a, count(DISTINCT b.mate) AS tied_b
  FROM ring_pair AS r
  JOIN crowd_mate AS a ON a.line = r.line_a
  JOIN crowd_mate AS b ON b.line = r.line_b
  JOIN (
    SELECT line_a AS one, line_b AS other FROM ring_pair
    UNION ALL
    SELECT line_b AS one, line_a AS other FROM ring_pair
  ) AS e ON e.one = a.mate AND e.other = b.mate
  GROUP BY 1, 2
) AS k ON k.line_a = p.line_a AND k.line_b = p.line_b
WHERE (s.lines < $min_crowd OR k.tied_a >= $min_tied)
  AND (t.lines < $min_crowd OR k.tied_b >= $min_tied)
