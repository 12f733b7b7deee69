/*---
title: Jumps from cell to cell together with its group
family: group
reads: [group_line]
params:
  min_companions: { default: 3, unit: lines, source: "judgement: a couple, or a family in a car, is fewer" }
  sure_companions: { default: 8, unit: lines, source: "judgement" }
unit: lines
because: "in most of its hours it was in the same cells as {value} other lines that call strangers, through three cells or more"
recount: |
  SELECT count(*) AS value FROM (
    SELECT o.line
    FROM (
      SELECT DISTINCT date_trunc('hour', start_time) AS at, cell FROM records
      WHERE line = $line AND direction = 'MO' AND service IN ('voice', 'sms') AND cell IS NOT NULL
        AND day BETWEEN $from AND $to
    ) AS mine
    JOIN (
      SELECT DISTINCT r.line, date_trunc('hour', r.start_time) AS at, r.cell
      FROM records AS r JOIN group_member AS g ON g.line = r.line AND g.group_id = $subject
      WHERE r.direction = 'MO' AND r.service IN ('voice', 'sms') AND r.cell IS NOT NULL AND r.day BETWEEN $from AND $to
    ) AS o ON o.at = mine.at AND o.cell = mine.cell AND o.line <> $line
    JOIN (
      SELECT line, count(*) AS slots FROM (
        SELECT DISTINCT r.line, date_trunc('hour', r.start_time) AS at, r.cell
        FROM records AS r JOIN group_member AS g ON g.line = r.line AND g.group_id = $subject
        WHERE r.direction = 'MO' AND r.service IN ('voice', 'sms') AND r.cell IS NOT NULL AND r.day BETWEEN $from AND $to
      ) AS hours GROUP BY 1
    ) AS n ON n.line = o.line
    GROUP BY o.line, n.slots
    HAVING count(*) >= 3 AND count(DISTINCT o.cell) >= 3 AND count(*) >= 0.6 * least(n.slots, (
      SELECT count(*) FROM (
        SELECT DISTINCT date_trunc('hour', start_time), cell FROM records
        WHERE line = $line AND direction = 'MO' AND service IN ('voice', 'sms') AND cell IS NOT NULL
          AND day BETWEEN $from AND $to
      ) AS own))
  ) AS companions
false_positives: [a crew in one van, sales people on one coach]
cleared_by: [place/mobility_with_answered_callbacks, lifecycle/stable_corporate_account]
blind_spots: ["SIM banks that move each SIM at another hour"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  group_id AS subject_id,
  line,
  round(0.6e0 + 0.4e0 * least(1e0, 1e0 * (paths - $min_companions) / NULLIF($sure_companions - $min_companions, 0)), 6)
    AS strength,
  CAST(paths AS DOUBLE) AS value,
  CAST($min_companions AS DOUBLE) AS threshold
FROM group_line
WHERE paths >= $min_companions
