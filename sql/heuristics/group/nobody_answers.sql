/*---
title: A group that calls strangers and answers none who ring back
family: group
reads: [group_line, group_window]
params:
  min_lines: { default: 4, unit: lines, source: "judgement: three friends may be anything" }
  min_companions: { default: 2, unit: lines of the group it is tied to, source: "judgement: one tie may be chance" }
  min_callbacks: { default: 10, unit: calls, source: "judgement: enough for a share, which one line of a box seldom has by itself" }
  max_answered: { default: 0.15, unit: share of callbacks, source: "victims ring back and nobody answers (domain.md, signal 7); a courier, a shop or a centre picks up most, a phone left at home more than that" }
  few: { default: 3, unit: calls, source: "judgement: with as many of its own, a line is judged by these, too" }
unit: share of callbacks
because: "it works together with {companions} of the {lines} lines of its group, which all call strangers; {callbacks_answered} of {callbacks} calls back to them were answered"
recount: |
  SELECT round(1e0 * sum(answered) / sum(calls), 4) AS value FROM (
    SELECT line, contact, CAST(sum(greatest(in_mo, in_mt)) AS BIGINT) AS calls,
      CAST(sum(greatest(ok_mo, ok_mt)) AS BIGINT) AS answered,
      min(CASE WHEN greatest(out_mo, out_mt) > 0 THEN day END) AS first_out,
      min(CASE WHEN greatest(in_mo, in_mt) + texts > 0 THEN day END) AS first_in
    FROM (
      SELECT m.line, r.day, CASE WHEN r.line = m.line THEN r.counterpart ELSE r.line END AS contact,
        count(*) FILTER (WHERE r.service = 'voice' AND r.direction = 'MO' AND r.line = m.line) AS out_mo,
        count(*) FILTER (WHERE r.service = 'voice' AND r.direction = 'MT' AND r.line <> m.line) AS out_mt,
        count(*) FILTER (WHERE r.service = 'voice' AND r.direction = 'MO' AND r.line <> m.line) AS in_mo,
        count(*) FILTER (WHERE r.service = 'voice' AND r.direction = 'MT' AND r.line = m.line) AS in_mt,
        count(*) FILTER (WHERE r.service = 'voice' AND r.outcome = 'answered' AND r.direction = 'MO' AND r.line <> m.line) AS ok_mo,
        count(*) FILTER (WHERE r.service = 'voice' AND r.outcome = 'answered' AND r.direction = 'MT' AND r.line = m.line) AS ok_mt,
        count(*) FILTER (WHERE r.service = 'sms' AND ((r.direction = 'MO') <> (r.line = m.line))) AS texts
      FROM group_member AS m JOIN records AS r ON r.line = m.line OR r.counterpart = m.line
      WHERE m.group_id = $subject AND r.direction IN ('MO', 'MT') AND r.day BETWEEN $from AND $to
      GROUP BY 1, 2, 3
    ) AS sides
    WHERE contact <> -1358013299730426063
    GROUP BY 1, 2
  ) AS contacts
  WHERE first_out <= first_in
false_positives: [telemarketers whose numbers take no calls, surveys, a company's diallers]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle]
blind_spots: ["exports without the calls that come in", "boxes that pick up"]
references: ["domain.md, signal 7, answered callbacks"]
status: experimental
---*/
-- Lines on a fixed block are left to fixed_rota: an honest telemarketer's numbers, too, may take no calls.
SELECT
  'group' AS subject_type,
  g.group_id AS subject_id,
  l.line,
  round(0.5e0 + 0.5e0 * ($max_answered - w.share) / NULLIF(1e0 * $max_answered, 0e0), 6) AS strength,
  w.share AS value,
  CAST($max_answered AS DOUBLE) AS threshold,
  l.companions,
  g.lines,
  g.callbacks,
  g.callbacks_answered
FROM group_window AS g
JOIN (
  SELECT group_id, round(1e0 * callbacks_answered / NULLIF(callbacks, 0), 4) AS share
  FROM group_window
) AS w ON w.group_id = g.group_id
JOIN group_line AS l ON l.group_id = g.group_id
WHERE g.radio_lines >= $min_lines
  AND g.callbacks >= $min_callbacks
  AND w.share <= $max_answered
  AND l.by_radio
  AND l.companions >= $min_companions
  AND (l.callbacks < $few OR l.callbacks_answered <= 2 * $max_answered * l.callbacks)
