/*---
title: People ring back, and nobody answers
family: social
plain: true
reads: [callback_window, network_window]
params:
  min_callers: { default: 4, unit: people who rang back, source: "judgement: two or three may be chance" }
  sure_callers: { default: 15, unit: people who rang back, source: "judgement" }
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
SELECT
  'line' AS subject_type,
  b.line AS subject_id,
  b.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (b.callers - $min_callers) / NULLIF($sure_callers - $min_callers, 0)), 6)
    AS strength,
  b.share AS value,
  CAST($min_unanswered AS DOUBLE) AS threshold,
  b.share AS value_share,
  b.callers,
  b.callbacks
FROM (
  SELECT line, callers, callbacks, round(1e0 - 1e0 * callbacks_answered / callbacks, 4) AS share
  FROM callback_window
  WHERE callers >= $min_callers
) AS b
CROSS JOIN network_window AS n
WHERE b.share >= $min_unanswered
  AND n.out_answered >= $min_network_answered * n.out_calls
