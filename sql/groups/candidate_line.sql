/*---
title: Lines that are looked at for company
grain: window
reads: [circle_window, line_window]
params:
  min_strangers: { default: 15, unit: numbers, source: "judgement: below what a strictly throttled SIM calls in two days (domain.md: 20 strangers in an hour warn)" }
  min_share: { default: 0.6, unit: share of the numbers contacted, source: "judgement: people share most calls with a few numbers (GoAntiFraud); measured, one person in thousands reaches it" }
---*/
-- Two people in one place, in one account or with neighbouring numbers are nothing. Only lines that mostly call
-- strangers are compared with each other: so a stadium, a campus or a block of flats never becomes a cohort, and
-- the records of very few lines are read one by one. Numbers are counted, not calls: SIMs that call each other
-- have many such calls but few such numbers.
SELECT
  c.line,
  c.contacts,
  c.strangers
FROM circle_window AS c
JOIN line_window AS w ON w.line = c.line
WHERE c.strangers >= $min_strangers
  AND c.strangers >= $min_share * c.contacts
  AND w.in_calls <= w.out_calls + w.out_messages
  AND c.line > 0
