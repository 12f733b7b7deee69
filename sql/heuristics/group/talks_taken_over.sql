/*---
title: Quiet lines without a circle take talks over from each other
family: group
reads: [ring_line, group_member]
params:
  sure_chance: { default: 0.000001, unit: chance, source: "judgement: one in a million is no chance in any network" }
  weak_chance: { default: 0.02, unit: chance, source: "judgement: what a line of a small ring shows at least, where a test for many lines let it pass" }
unit: people
because: "{value} people talked to this line or to {partners} other quiet lines and, within two days, to the next of them, mostly for much longer, while nobody gets in touch with any of these lines first; by chance {expected} would be"
recount: |
  SELECT taken AS value FROM ring_line WHERE line = $line
false_positives: ["two who sell by telephone from cards of their own, one opening and one closing the sale"]
cleared_by: [social/mutual_circle, social/answered_callbacks, lifecycle/stable_corporate_account, place/mobility_with_answered_callbacks]
blind_spots: ["rings in which each line keeps its victims to itself", "talks that continue by another channel", "exports without the caller's records, or without what came in"]
references: ["judgement: a scam works in steps, a first contact and then longer talks, by different voices"]
status: experimental
---*/
-- Strength follows how unlikely chance is, not how many there were: one person taken over between two lines that reach a
-- dozen each is more than three between lines that reach hundreds.
SELECT
  'group' AS subject_type,
  m.group_id AS subject_id,
  r.line,
  round(0.5e0 + 0.5e0 * greatest(0e0, least(1e0,
    ln(greatest(r.chance, 1e-12) / $weak_chance) / ln(1e0 * $sure_chance / $weak_chance))), 6) AS strength,
  CAST(r.taken AS DOUBLE) AS value,
  1e0 AS threshold,
  r.partners,
  round(r.expected, 4) AS expected
FROM ring_line AS r
JOIN group_member AS m ON m.line = r.line
