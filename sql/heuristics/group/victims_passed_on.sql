/*---
title: Passes people on within its group
family: group
reads: [passing_line, group_member]
params:
  min_passed: { default: 2, unit: people, source: "as in passing_line" }
  sure_passed: { default: 6, unit: people, source: "judgement: as many as a quiet line talks to in a week" }
unit: people
because: "{value} people were sounded out by one line and talked to for long by another, this one and {partners} of its group; by chance {expected} would be"
recount: |
  SELECT passed AS value FROM passing_line WHERE line = $line
false_positives: ["a telephone sales team in which one rings up and another closes the sale"]
cleared_by: [lifecycle/stable_corporate_account, social/mutual_circle]
blind_spots: ["scams in which one line does all the talking", "talks that continue by another channel", "exports without the caller's records"]
references: []
status: experimental
---*/
-- One line of a gang may be as quiet as a person: it is the same few people, reached by one line and kept talking by
-- the next, that no circle of friends and no round of deliveries shows.
SELECT
  'group' AS subject_type,
  m.group_id AS subject_id,
  e.line,
  round(0.6e0 + 0.4e0 * least(1e0, 1e0 * (e.passed - $min_passed) / NULLIF($sure_passed - $min_passed, 0)), 6) AS strength,
  CAST(e.passed AS DOUBLE) AS value,
  CAST($min_passed AS DOUBLE) AS threshold,
  e.partners,
  e.expected
FROM passing_line AS e
JOIN group_member AS m ON m.line = e.line
