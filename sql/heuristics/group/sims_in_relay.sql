/*---
title: One of several SIMs that follow one another
family: group
reads: [group_line, network_window]
params:
  max_days: { default: 4, unit: days, source: "judgement: a cabled handset's SIM is replaced every day or two, a scam gateway's after days" }
  min_lines: { default: 4, unit: lines, source: "judgement: two changes of SIM are no habit" }
  min_window: { default: 5, unit: days of records, source: "judgement: in fewer, everything is short" }
  margin: { default: 1, unit: days, source: "judgement: a line at the edge of the window may go on beyond it" }
  min_before: { default: 2, unit: lines, source: "judgement: before or after it, so that one is a chain" }
unit: lines
because: "it worked on {days} days; {value} lines of its group had done with theirs before it began, or began after it had done"
recount: |
  SELECT count(*) AS value FROM (
    SELECT r.line, min(r.day) AS first_day, max(r.day) AS last_day, count(DISTINCT r.day) AS days
    FROM records AS r
    JOIN group_line AS m ON m.line = r.line AND m.group_id = $subject
      AND COALESCE(m.company, '') = (SELECT COALESCE(max(company), '') FROM group_line WHERE line = $line)
    WHERE r.direction = 'MO' AND r.service IN ('voice', 'sms') AND r.day BETWEEN $from AND $to
    GROUP BY 1
  ) AS o
  CROSS JOIN (
    SELECT min(day) AS first_day, max(day) AS last_day FROM records
    WHERE line = $line AND direction = 'MO' AND service IN ('voice', 'sms') AND day BETWEEN $from AND $to
  ) AS l
  WHERE o.line <> $line AND o.days <= 4 AND (o.last_day < l.first_day OR o.first_day > l.last_day)
false_positives: [temporary staff who share a desk and its phone]
cleared_by: [lifecycle/stable_corporate_account, social/mutual_circle]
blind_spots: ["windows of a few days", "SIMs that last for weeks"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  group_id AS subject_id,
  line,
  round(0.6e0 + 0.4e0 * least(1e0, 1e0 * (others - $min_before) / NULLIF(1e0 * $min_lines, 0e0)), 6) AS strength,
  CAST(others AS DOUBLE) AS value,
  CAST($min_before AS DOUBLE) AS threshold,
  days
FROM (
  SELECT
    l.group_id,
    l.line,
    l.days,
    count(*) FILTER (WHERE o.last_day < l.first_day OR o.first_day > l.last_day) AS others,
    count(*) AS company
  FROM group_line AS l
  JOIN group_line AS o ON o.group_id = l.group_id
  CROSS JOIN network_window AS n
  WHERE l.line <> o.line
    AND l.is_tied
    AND l.by_radio
    AND l.days <= $max_days
    AND o.days <= $max_days
    -- A company's SIM goes on for one of its own, and a private one for a private one.
    AND COALESCE(l.company, '') = COALESCE(o.company, '')
    AND date_diff('day', n.first_day, n.last_day) + 1 >= $min_window
    -- A line that is there at both ends of the window is none that came and went.
    AND (date_diff('day', n.first_day, l.first_day) > $margin OR date_diff('day', l.last_day, n.last_day) > $margin)
  GROUP BY 1, 2, 3
) AS chains
WHERE others >= $min_before AND company + 1 >= $min_lines
