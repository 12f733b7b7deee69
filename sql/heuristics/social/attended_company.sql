/*---
title: Somebody at the company answers those who ring back
family: social
counter: true
reads: [block_callbacks, cohort_line, ref_lines, passing_line]
params:
  max_desk: { default: 50, unit: lines by radio of one account, source: "judgement: more are a reseller's, whose tenants do not vouch for each other" }
  attended: { default: 0.08, unit: share of callbacks, source: "as in unattended_fixed_line" }
  sure_attended: { default: 0.4, unit: share of callbacks, source: "judgement: a desk that takes calls when it has a hand free" }
  sigmas: { default: 2, unit: standard deviations, source: "judgement: a gang whose lines answer one call in thirty gets there once in a hundred times" }
unit: callbacks answered
because: "of {callbacks} calls back to this line and {neighbours} others of its company that call strangers {callbacks_answered} were answered, {value} of {own_callbacks} to this one (three a caller at most)"
recount_with: [callbacks]
recount: |
  SELECT COALESCE(sum(least(answered, 3)), 0) AS value FROM callbacks
false_positives: [a relay that somebody attends, a relay in the block of a company that takes calls]
blind_spots: ["companies that few people ring back", "exports without the calls that come in"]
references: []
status: experimental
---*/
-- One line of a telemarketer is rung back a dozen times, which says little; all of them together tell whether anybody is
-- there. Of fixed lines the neighbours in number, of lines by radio those of one account.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(-0.4e0 - 0.6e0 * least(1e0, (share - $attended) / NULLIF($sure_attended - $attended, 0e0)), 6) AS strength,
  CAST(own_answered AS DOUBLE) AS value,
  round($attended * own_callbacks, 2) AS threshold,
  own_callbacks,
  callbacks,
  callbacks_answered,
  neighbours
FROM (
  SELECT
    line,
    own_callbacks,
    own_answered,
    callbacks,
    callbacks_answered,
    neighbours,
    round(1e0 * callbacks_answered / NULLIF(callbacks, 0), 4) AS share
  FROM (
    SELECT line, own_callbacks, own_answered, callbacks, callbacks_answered, neighbours
    FROM block_callbacks
    UNION ALL
    SELECT
      l.line,
      l.callbacks AS own_callbacks,
      l.callbacks_answered AS own_answered,
      CAST(sum(l.callbacks) OVER (PARTITION BY r.account) AS BIGINT) AS callbacks,
      CAST(sum(l.callbacks_answered) OVER (PARTITION BY r.account) AS BIGINT) AS callbacks_answered,
      count(*) OVER (PARTITION BY r.account) - 1 AS neighbours
    FROM cohort_line AS l
    JOIN ref_lines AS r ON r.line = l.line
    WHERE l.by_radio AND l.in_company AND r.account IS NOT NULL
  ) AS pools
  WHERE neighbours < $max_desk
) AS desks
-- Whom a gang works on rings back, and is glad to be answered.
WHERE callbacks_answered >= round($attended * callbacks + $sigmas * sqrt($attended * callbacks), 6)
  AND callbacks > 0
  AND line NOT IN (SELECT line FROM passing_line)
