/*---
title: Pairs of lines that pass people on to each other
grain: window
reads: [passed_pair, sharing_line, talk_total, ref_lines]
params:
  min_passed: { default: 2, unit: people, source: "judgement: once is chance in any network" }
  max_chance: { default: 0.00003, unit: chance that so many came about by themselves, source: "judgement: of the pairs of a few hundred lines hardly one gets there by chance" }
  max_false: { default: 0.5, unit: pairs that chance makes among all lines, source: "judgement: a network of a million lines has so many pairs that even a rare chance comes about" }
  max_alike: { default: 0.05, unit: chance that so few of those they share were short calls, source: "judgement: who shares customers shares refusals as well; one pair of colleagues in twenty" }
  alike_colleagues: { default: 0.001, unit: chance, source: "judgement: lines of one account share customers as a matter of course, and a great network has thousands of such pairs" }
  near: { default: 20, unit: numbers, source: "as in block_callbacks: neighbours in number are taken for colleagues, too, where accounts are not known" }
---*/
-- One line sounds people out, another talks to them for long within two days. Colleagues who ring the same customers
-- share all kinds of calls; a gang shares those who fell for it, and leaves those alone who hung up. Both
-- chances are Chernoff's bounds, which need no factorials. Among the dozens of pairs of one office some share talks only
-- by chance, so that each line is asked about everybody with whom it shares people as well: a gang's line shares
-- talks with all of them, a colleague refusals with most.
SELECT
  line_a,
  line_b,
  passed,
  passed_short,
  round(expected, 4) AS expected
FROM (
  SELECT
    p.*,
    round(exp(p.passed - p.expected) * power(p.expected / p.passed, p.passed), 15) AS chance,
    round(power(p.by_chance / p.passed, p.passed)
      * CASE
        WHEN p.passed_short = 0 THEN 1e0
        ELSE power((p.passed + p.passed_short - p.by_chance) / p.passed_short, p.passed_short)
      END, 9) AS alike
  FROM passed_pair AS p
  WHERE p.passed >= $min_passed
    AND p.passed > p.expected
    AND p.passed > p.by_chance
) AS judged
CROSS JOIN (SELECT count(*) AS lines FROM talk_total) AS n
JOIN sharing_line AS own ON own.line = line_a
JOIN sharing_line AS other ON other.line = line_b
LEFT JOIN ref_lines AS a ON a.line = line_a
LEFT JOIN ref_lines AS b ON b.line = line_b
WHERE chance <= least($max_chance, 2e0 * $max_false / greatest(n.lines * (n.lines - 1), 1))
  AND alike <= CASE WHEN a.account = b.account OR line_b - line_a <= $near THEN CAST($alike_colleagues AS DOUBLE) ELSE CAST($max_alike AS DOUBLE) END
  AND greatest(own.line_alike, other.line_alike) <= $max_alike
