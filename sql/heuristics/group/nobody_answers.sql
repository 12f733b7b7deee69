/*---
title: A group that calls strangers and answers none who ring back
family: group
reads: [group_line]
params:
  min_lines: { default: 4, unit: lines, source: "judgement: three friends may be anything" }
  min_companions: { default: 2, unit: lines of the group it is tied to, source: "judgement: one tie may be chance" }
  min_callbacks: { default: 10, unit: calls, source: "judgement: enough for a share, which one line of a box seldom has by itself" }
  max_answered: { default: 0.15, unit: share of callbacks, source: "victims ring back and nobody answers (domain.md, signal 7); a courier, a shop or a centre picks up most, a phone left at home more than that" }
  few: { default: 3, unit: calls, source: "judgement: with as many of its own, a line is judged by these, too" }
unit: callbacks answered
because: "it works together with {companions} other lines that call strangers; of {own_callbacks} calls back to it (three a caller at most) {value} were answered, of {callbacks} to {lines} lines of its group {callbacks_answered}"
recount: |
  SELECT COALESCE(answers, 0) AS value FROM (
    SELECT sum(least(answered, 3)) AS answers FROM (
      SELECT counterpart, CAST(sum(calls) AS BIGINT) AS calls, CAST(sum(answered) AS BIGINT) AS answered FROM (
        SELECT day, counterpart, min(out_day) AS out_day, min(in_day) AS in_day, greatest(sum(own), sum(theirs)) AS calls,
          greatest(sum(own_answered), sum(theirs_answered)) AS answered
        FROM (
          SELECT day, counterpart,
            CASE WHEN direction = 'MO' THEN day END AS out_day, CASE WHEN direction = 'MT' THEN day END AS in_day,
            CASE WHEN direction = 'MT' THEN 1 ELSE 0 END AS own, 0 AS theirs,
            CASE WHEN direction = 'MT' AND outcome = 'answered' THEN 1 ELSE 0 END AS own_answered, 0 AS theirs_answered
          FROM records WHERE line = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
          UNION ALL
          SELECT day, line,
            CASE WHEN direction = 'MT' THEN day END, CASE WHEN direction = 'MO' THEN day END,
            0, CASE WHEN direction = 'MO' THEN 1 ELSE 0 END,
            0, CASE WHEN direction = 'MO' AND outcome = 'answered' THEN 1 ELSE 0 END
          FROM records WHERE counterpart = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
        ) AS sides GROUP BY 1, 2
      ) AS days
      WHERE counterpart <> -1358013299730426063 AND counterpart NOT IN (SELECT line FROM stranger_line)
      GROUP BY 1 HAVING min(out_day) <= min(in_day)
    ) AS back
  ) AS counted
false_positives: [telemarketers whose numbers take no calls, surveys, a company's diallers]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle]
blind_spots: ["exports without the calls that come in", "boxes that pick up"]
references: ["domain.md, signal 7, answered callbacks"]
status: experimental
---*/
-- Lines on a fixed block are left to fixed_rota: an honest telemarketer's numbers, too, may take no calls. One line in
-- four may answer and is left out: whoever happens to work in the same place does not clear the others.
SELECT
  'group' AS subject_type,
  l.group_id AS subject_id,
  l.line,
  round(0.5e0 + 0.5e0 * (1e0 - g.callbacks_answered / NULLIF($max_answered * g.callbacks, 0e0)), 6) AS strength,
  CAST(l.callbacks_answered AS DOUBLE) AS value,
  round($max_answered * l.callbacks, 2) AS threshold,
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
      callbacks < $few OR callbacks_answered <= 2 * $max_answered * callbacks AS is_silent
    FROM group_line
    WHERE by_radio
  ) AS judged
  GROUP BY 1
) AS g ON g.group_id = l.group_id
WHERE g.lines >= $min_lines
  AND 4 * g.lines >= 3 * g.all_lines
  AND g.callbacks >= $min_callbacks
  AND g.callbacks_answered <= $max_answered * g.callbacks
  AND l.by_radio
  AND (l.companions >= $min_companions OR l.is_tied)
  AND (l.callbacks < $few OR l.callbacks_answered <= 2 * $max_answered * l.callbacks)
