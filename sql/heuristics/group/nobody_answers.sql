/*---
title: A group that calls strangers and answers none who ring back
family: group
reads: [group_line]
params:
  min_lines: { default: 3, unit: lines, source: "judgement: two may be a couple; that nobody picks up is asked against chance, which a few callbacks do not show" }
  min_companions: { default: 2, unit: lines of the group it is tied to, source: "judgement: one tie may be chance" }
  attended: { default: 0.08, unit: share of callbacks, source: "judgement: the least attended honest block, whose dialler presents a number where few calls are taken; victims of a gang who ring back reach nobody" }
  own_answered: { default: 0.3, unit: share of callbacks, source: "judgement: a courier, a shop or a centre picks up more" }
  few: { default: 3, unit: calls, source: "judgement: with as many of its own, a line is judged by these, too" }
unit: callbacks answered
because: "it works together with {companions} other lines that call strangers; of {own_callbacks} calls back to it (three a caller at most) {value} were answered, of {callbacks} to {lines} lines of its group {callbacks_answered}"
recount_with: [callbacks]
recount: |
  SELECT COALESCE(sum(least(answered, 3)), 0) AS value FROM callbacks
false_positives: [telemarketers whose numbers take no calls, surveys, a company's diallers]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle, social/returns_to_its_people]
blind_spots: ["exports without the calls that come in", "boxes that pick up"]
references: []
status: experimental
---*/
-- Lines on a fixed block are left to fixed_rota: an honest telemarketer's numbers, too, may take no calls. One line in
-- four may answer and is left out: whoever happens to work in the same place does not clear the others. So few must be
-- answered that chance would hardly leave it at that: a standard deviation fewer than attended lines have, which thirteen
-- callbacks can show at the earliest.
SELECT
  'group' AS subject_type,
  l.group_id AS subject_id,
  l.line,
  round(0.5e0 + 0.5e0 * (1e0 - g.callbacks_answered / NULLIF($attended * g.callbacks, 0e0)), 6) AS strength,
  CAST(l.callbacks_answered AS DOUBLE) AS value,
  round($attended * l.callbacks, 2) AS threshold,
  l.companions,
  l.callbacks AS own_callbacks,
  g.lines,
  g.callbacks,
  g.callbacks_answered
FROM group_line AS l
JOIN (
  SELECT
    group_id,
    count(*) AS all_lines,
    count(*) FILTER (WHERE is_silent) AS lines,
    CAST(sum(CASE WHEN is_silent THEN callbacks ELSE 0 END) AS BIGINT) AS callbacks,
    CAST(sum(CASE WHEN is_silent THEN callbacks_answered ELSE 0 END) AS BIGINT) AS callbacks_answered
  FROM (
    SELECT
      group_id,
      callbacks,
      callbacks_answered,
      callbacks < $few OR callbacks_answered <= $own_answered * callbacks AS is_silent
    FROM group_line
    WHERE by_radio
  ) AS judged
  GROUP BY 1
) AS g ON g.group_id = l.group_id
WHERE g.lines >= $min_lines
  AND 4 * g.lines >= 3 * g.all_lines
  AND g.callbacks > 0
  AND g.callbacks_answered <= round($attended * g.callbacks - sqrt($attended * g.callbacks), 6)
  AND l.by_radio
  AND (l.companions >= $min_companions OR l.is_tied)
  -- Whom nothing but the place ties to them may be somebody who lives there: he answers no more than they do.
  AND (
    l.callbacks < $few
    OR l.callbacks_answered <= CASE WHEN l.is_tied THEN CAST($own_answered AS DOUBLE) ELSE CAST($attended AS DOUBLE) END * l.callbacks
  )
