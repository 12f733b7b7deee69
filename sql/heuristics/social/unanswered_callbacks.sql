/*---
title: People ring back, and nobody answers
family: social
plain: true
reads: [callback_window, network_window]
params:
  min_callers: { default: 4, unit: people who rang back, source: "judgement: two or three may be chance" }
  attended: { default: 0.08, unit: share of callbacks, source: "as in unattended_fixed_line: the least attended honest line" }
  min_unanswered: { default: 0.85, unit: share of callbacks, source: "judgement: victims who ring a box back reach nobody; the share leaves room for a voicemail or a curious operator" }
  min_network_answered: { default: 0.3, unit: share of calls, source: "judgement: where fewer calls are answered in the whole network, the exports do not say how calls went" }
unit: share of callbacks
because: "{callers} people whom it had called rang back, and {value_share} of {callbacks} such calls were not answered (calls between lines of this kind left out, three a caller at most)"
recount_with: [callbacks]
recount: |
  SELECT round(1e0 - 1e0 * sum(least(answered, 3)) / sum(least(calls, 3)), 4) AS value FROM callbacks
false_positives: [couriers on the road, telemarketers who present a number that nobody attends, payphones]
cleared_by: [place/mobility_with_answered_callbacks, lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["boxes with a voicemail", "exports without incoming calls or without outcomes"]
references: []
status: stable
---*/
-- How sure it is that nobody is there follows from how seldom a line that takes one call in twelve would let so many ring
-- in vain: the lower tail of a Poisson count, by Chernoff's bound.
SELECT
  'line' AS subject_type,
  b.line AS subject_id,
  b.line,
  round(1e0 - 0.5e0 * CASE
    WHEN b.callbacks_answered >= b.by_chance THEN 1e0
    WHEN b.callbacks_answered = 0 THEN exp(-b.by_chance)
    ELSE exp(b.callbacks_answered - b.by_chance) * power(b.by_chance / b.callbacks_answered, b.callbacks_answered)
  END, 6) AS strength,
  b.share AS value,
  CAST($min_unanswered AS DOUBLE) AS threshold,
  b.share AS value_share,
  b.callers,
  b.callbacks
FROM (
  SELECT
    line,
    callers,
    callbacks,
    callbacks_answered,
    round($attended * callbacks, 4) AS by_chance,
    round(1e0 - 1e0 * callbacks_answered / callbacks, 4) AS share
  FROM callback_window
  WHERE callers >= $min_callers
) AS b
CROSS JOIN network_window AS n
WHERE b.share >= $min_unanswered
  AND n.out_answered >= $min_network_answered * n.out_calls
