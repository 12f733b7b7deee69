/*---
title: Fixed numbers that nobody attends
family: social
reads: [block_callbacks, group_line]
params:
  min_own: { default: 3, unit: calls to the line itself, source: "judgement: one or two may be chance" }
  attended: { default: 0.08, unit: share of callbacks, source: "judgement: the least attended honest block, whose dialler presents a number where few calls are taken; victims of a gang who ring back reach nobody" }
  own_answered: { default: 0.18, unit: share of callbacks to the line itself, source: "judgement: more is a line where somebody sits" }
unit: share of callbacks
because: "{value_share} of {own_callbacks} calls back to this fixed line (three a caller at most) were not answered, and of {callbacks} to it and {neighbours} neighbours in number or fixed lines of its group that call strangers, {callbacks_answered} were"
recount_with: [callbacks]
recount: |
  SELECT round(1e0 - 1e0 * sum(least(answered, 3)) / sum(least(calls, 3)), 4) AS value FROM callbacks
false_positives: [telemarketers and surveys that present numbers which take no calls at all]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/returns_to_its_people]
blind_spots: ["relays that pick up", "exports without the calls that come in", "single numbers that few people ring back"]
references: []
status: experimental
---*/
-- A fixed line has no device, no place and no SIM to give it away: what is left is that nobody sits there. One number
-- of an honest block may be rung in vain by chance; its neighbours, which one switchboard serves, are not. A line by
-- radio that nobody attends may be a payphone, and is left to what its device, its life and its group say. So few must be
-- answered that chance would hardly leave it at that: a standard deviation fewer than attended lines have, which thirteen
-- callbacks can show at the earliest.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * (1e0 - callbacks_answered / NULLIF($attended * callbacks, 0e0)), 6) AS strength,
  round(1e0 - 1e0 * own_answered / own_callbacks, 4) AS value,
  round(1e0 - $attended, 4) AS threshold,
  round(1e0 - 1e0 * own_answered / own_callbacks, 4) AS value_share,
  own_callbacks,
  callbacks,
  callbacks_answered,
  neighbours
FROM (
  -- Of the block and the group, whichever was rung back more.
  SELECT
    b.line,
    b.own_callbacks,
    b.own_answered,
    CASE WHEN g.callbacks > b.callbacks THEN g.callbacks ELSE b.callbacks END AS callbacks,
    CASE WHEN g.callbacks > b.callbacks THEN g.callbacks_answered ELSE b.callbacks_answered END AS callbacks_answered,
    CASE WHEN g.callbacks > b.callbacks THEN g.neighbours ELSE b.neighbours END AS neighbours
  FROM block_callbacks AS b
  LEFT JOIN (
    SELECT
      line,
      CAST(sum(callbacks) OVER (PARTITION BY group_id) AS BIGINT) AS callbacks,
      CAST(sum(callbacks_answered) OVER (PARTITION BY group_id) AS BIGINT) AS callbacks_answered,
      count(*) OVER (PARTITION BY group_id) - 1 AS neighbours
    FROM group_line
    WHERE NOT by_radio
  ) AS g ON g.line = b.line
) AS blocks
WHERE own_callbacks >= $min_own
  AND callbacks_answered <= round($attended * callbacks - sqrt($attended * callbacks), 6)
  AND own_answered <= $own_answered * own_callbacks
