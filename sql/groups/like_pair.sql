/*---
title: Pairs of lines that may be in one box by place or purchase, and carry the same kind of calls
grain: window
reads: [slot_pair, home_cell, bought_pair, batch_pair, turn_pair, cohort_line]
params:
  place_share: { default: 0.34, unit: "share of the hours of the line with fewer", source: "judgement: SIMs that take turns in one box are seldom on in the same hour" }
  both_share: { default: 0.25, unit: "share of the hours of the line with more", source: "judgement: who only passes by spends most hours elsewhere" }
  turn_share: { default: 0.25, unit: "share of the hours of the line with fewer", source: "judgement: two of four SIMs in two ports meet in a third of the hours; couriers of one depot drive apart" }
  path_cells: { default: 3, unit: cells, source: "judgement: two cells may be one place that breathes" }
  alike: { default: 3, unit: "times as many calls a day, or seconds a call", source: "judgement: what a box carries is shared out among its SIMs; quotas differ by less" }
  min_answered: { default: 12, unit: answered calls, source: "judgement: the mean of fewer may be off by more than half" }
  alike_mean: { default: 1.7, unit: times as many seconds a call, source: "judgement: bands and quotas that a box gives its SIMs differ by less" }
  max_error: { default: 3, unit: standard errors, source: "judgement: one pair in 370 of one traffic differs so by chance; talks vary so much that a few calls tell little" }
  alike_messages: { default: 0.1, unit: share of calls and messages, source: "judgement: one setting says how many messages each SIM of a box sends" }
  alike_answers: { default: 0.2, unit: share of calls, source: "judgement: the SIMs of a box call one list; of 3,000 pairs of the generator's gangs two differ by more than this and than chance explains" }
---*/
-- Two gangs, or a gang and a company's desk, may work in one cell or buy at one shop; a box shares out one stream among
-- its SIMs. A line that moves and one that stays are not tied by the hours in which the one passes the other.
SELECT p.line_a, p.line_b, p.kind
FROM (
  SELECT s.line_a, s.line_b, 'place' AS kind
  FROM slot_pair AS s
  LEFT JOIN home_cell AS a ON a.line = s.line_a
  LEFT JOIN home_cell AS b ON b.line = s.line_b
  WHERE s.shared >= $place_share * s.slots
    AND s.cells < $path_cells
    AND (
      a.cell = b.cell
      -- A box may hear two cells, so that its lines have no home or different ones.
      OR ((a.cell IS NULL OR b.cell IS NULL) AND s.shared >= $both_share * s.most_slots)
    )
  UNION ALL
  -- SIMs that take turns in a box on the move are together for part of the way only, both of them.
  SELECT line_a, line_b, 'path' AS kind
  FROM slot_pair
  WHERE shared >= $turn_share * slots AND shared >= $both_share * most_slots AND cells >= $path_cells
  UNION ALL
  SELECT line_a, line_b, 'purchase' AS kind
  FROM bought_pair
  UNION ALL
  SELECT line_a, line_b, 'batch' AS kind
  FROM batch_pair
  UNION ALL
  SELECT line_a, line_b, 'succession' AS kind
  FROM turn_pair
) AS p
JOIN cohort_line AS c ON c.line = p.line_a
JOIN cohort_line AS d ON d.line = p.line_b
WHERE c.in_company = d.in_company AND (NOT c.in_company OR c.company = d.company)
  AND (p.kind IN ('batch', 'succession') OR (NOT c.answers AND NOT d.answers))
  AND c.rate <= $alike * d.rate AND d.rate <= $alike * c.rate
  AND (
    abs(c.message_share - d.message_share) <= $alike_messages
    OR power(c.message_share - d.message_share, 2)
      <= $max_error * $max_error * (power(c.message_error, 2) + power(d.message_error, 2))
  )
  AND (
    -- Of a line that sends messages only, nobody knows how its calls would be answered.
    c.answer_share IS NULL
    OR d.answer_share IS NULL
    OR abs(c.answer_share - d.answer_share) <= $alike_answers
    OR power(c.answer_share - d.answer_share, 2)
      <= $max_error * $max_error * (power(c.answer_error, 2) + power(d.answer_error, 2))
  )
  AND (
    least(c.answered, d.answered) < $min_answered
    OR (
      greatest(c.mean_seconds, d.mean_seconds) <= $alike * least(c.mean_seconds, d.mean_seconds)
      AND (
        greatest(c.mean_seconds, d.mean_seconds) <= $alike_mean * least(c.mean_seconds, d.mean_seconds)
        OR power(c.mean_seconds - d.mean_seconds, 2) <= $max_error * $max_error * (power(c.mean_error, 2) + power(d.mean_error, 2))
      )
    )
  )
