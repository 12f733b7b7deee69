/*---
title: Fixed numbers that nobody attends
family: social
reads: [cohort_line]
params:
  near: { default: 20, unit: numbers up and down, source: "judgement: lines of one block are numbered one after the other; a block of a hundred has other tenants" }
  min_callbacks: { default: 12, unit: calls to the line and its neighbours, source: "judgement: where one call in four is taken, none of twelve is one in thirty" }
  min_own: { default: 3, unit: calls to the line itself, source: "judgement: one or two may be chance" }
  max_answered: { default: 0.09, unit: share of callbacks to all of them, source: "judgement: victims ring back and nobody answers; whoever sells something takes one call in ten and more, and if it be by a machine" }
unit: share of callbacks
because: "{value_share} of {own_callbacks} calls back to this fixed line (three a caller at most) were not answered, and of {callbacks} to it and {neighbours} neighbouring numbers that call strangers, {callbacks_answered} were"
recount_with: [callbacks]
recount: |
  SELECT round(1e0 - 1e0 * sum(least(answered, 3)) / sum(least(calls, 3)), 4) AS value FROM callbacks
false_positives: [telemarketers and surveys that present numbers which take no calls at all]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["relays that pick up", "exports without the calls that come in", "single numbers that few people ring back"]
references: []
status: experimental
---*/
-- A fixed line has no device, no place and no SIM to give it away: what is left is that nobody sits there. One number
-- of an honest block may be rung in vain by chance; its neighbours, which one switchboard serves, are not. A line by
-- radio that nobody attends may be a payphone, and is left to what its device, its life and its group say.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * (1e0 - callbacks_answered / NULLIF($max_answered * callbacks, 0e0)), 6) AS strength,
  round(1e0 - 1e0 * own_answered / own_callbacks, 4) AS value,
  round(1e0 - $max_answered, 4) AS threshold,
  round(1e0 - 1e0 * own_answered / own_callbacks, 4) AS value_share,
  own_callbacks,
  callbacks,
  callbacks_answered,
  neighbours
FROM (
  SELECT
    line,
    callbacks AS own_callbacks,
    callbacks_answered AS own_answered,
    CAST(sum(callbacks) OVER block AS BIGINT) AS callbacks,
    CAST(sum(callbacks_answered) OVER block AS BIGINT) AS callbacks_answered,
    count(*) OVER block - 1 AS neighbours
  FROM cohort_line
  WHERE NOT by_radio
  WINDOW block AS (ORDER BY line RANGE BETWEEN $near PRECEDING AND $near FOLLOWING)
) AS blocks
WHERE callbacks >= $min_callbacks
  AND own_callbacks >= $min_own
  AND callbacks_answered <= $max_answered * callbacks
  AND own_answered <= 2 * $max_answered * own_callbacks
