/*---
title: Pairs of lines that may be in one box by what they carry
grain: window
reads: [slot_pair, cohort_line]
params:
  alike: { default: 3, unit: "times as many calls a day, or seconds a call", source: "judgement: what a box carries is shared out among its SIMs; quotas differ by less" }
  min_answered: { default: 12, unit: answered calls, source: "judgement: the mean of fewer may be off by more than half" }
---*/
-- SIMs of one box carry the same kind of calls, and a company's desk is not the box next door.
SELECT p.line_a, p.line_b, p.shared, p.cells, p.slots, p.most_slots
FROM slot_pair AS p
JOIN cohort_line AS c ON c.line = p.line_a
JOIN cohort_line AS d ON d.line = p.line_b
WHERE NOT c.answers AND NOT d.answers
  AND c.in_company = d.in_company
  AND c.rate <= $alike * d.rate AND d.rate <= $alike * c.rate
  AND (
    least(c.answered, d.answered) < $min_answered
    OR (c.mean_seconds <= $alike * d.mean_seconds AND d.mean_seconds <= $alike * c.mean_seconds)
  )
