/*---
title: Contacts the same strangers as another quiet line
family: group
reads: [shared_pair, group_member, circle_window]
params:
  min_shared: { default: 3, unit: people, source: "as in shared_pair" }
  sure_shared: { default: 8, unit: people, source: "judgement: nearly half of whom a quiet line contacts in a week" }
unit: people
because: "{value} of the {contacts} people it contacted were contacted by one other line of its group as well, and hardly anybody gets in touch with either"
recount: |
  SELECT max(shared) AS value FROM shared_pair WHERE line_a = $line OR line_b = $line
false_positives: ["two who sell from one list by telephone", "a couple that has just come to the country"]
cleared_by: [social/mutual_circle, social/answered_callbacks, lifecycle/stable_corporate_account]
blind_spots: ["lines that never ring the same person", "gangs of more than four lines that all ring the same people", "exports without records of what came in"]
references: ["judgement: victims are passed on within a gang, so that its lines have strangers in common"]
status: experimental
---*/
-- The quietest gangs leave only this: whom they ring.
SELECT
  'group' AS subject_type,
  m.group_id AS subject_id,
  e.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (e.shared - $min_shared) / NULLIF($sure_shared - $min_shared, 0)), 6) AS strength,
  CAST(e.shared AS DOUBLE) AS value,
  CAST($min_shared AS DOUBLE) AS threshold,
  c.contacts
FROM (
  SELECT line, max(shared) AS shared
  FROM (
    SELECT line_a AS line, shared FROM shared_pair
    UNION ALL
    SELECT line_b AS line, shared FROM shared_pair
  ) AS ends
  GROUP BY 1
) AS e
JOIN group_member AS m ON m.line = e.line
JOIN circle_window AS c ON c.line = e.line
