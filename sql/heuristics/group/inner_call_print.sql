/*---
title: Calls within the group follow a script
family: group
reads: [inner_call]
params:
  min_calls: { default: 12, unit: answered calls within the group, source: "judgement: fewer show no pattern" }
  min_own: { default: 3, unit: calls within the group, source: "judgement: one or two may be chance" }
  max_band: { default: 2, unit: longest of the middle eight tenths by the shortest, source: "judgement: talks of people vary tenfold; a simulator draws them from a band" }
  min_text_share: { default: 0.3, unit: share of calls, source: "judgement: of a hundred calls between people, a message of the callee goes before a few" }
unit: calls within the group
because: "{value} of its calls were with its own group, whose {calls} such calls follow a script: eight tenths lasted {shortest} to {longest} s, and the callee texted just before {text_share} of them"
recount: |
  SELECT count(*) AS value
  FROM records AS r
  JOIN group_member AS a ON a.line = r.line AND a.group_id = $subject
  JOIN group_member AS b ON b.line = r.counterpart AND b.group_id = $subject
  WHERE r.direction = 'MO' AND r.service = 'voice' AND r.outcome = 'answered' AND r.day BETWEEN $from AND $to
    AND r.line <> r.counterpart AND (r.line = $line OR r.counterpart = $line)
false_positives: [test lines that call each other for a fixed time]
cleared_by: [lifecycle/known_line_kind]
blind_spots: ["simulators that draw durations like people's"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  s.group_id AS subject_id,
  o.line,
  CASE WHEN s.text_share >= $min_text_share AND s.longest <= $max_band * s.shortest THEN 1e0 ELSE 0.7e0 END AS strength,
  CAST(o.calls AS DOUBLE) AS value,
  CAST($min_own AS DOUBLE) AS threshold,
  s.calls,
  s.shortest,
  s.longest,
  s.text_share
FROM (
  SELECT
    group_id,
    count(*) AS calls,
    min(CASE WHEN 10 * place > everything THEN duration END) AS shortest,
    max(CASE WHEN 10 * place <= 9 * everything THEN duration END) AS longest,
    round(1e0 * count(*) FILTER (WHERE text_first) / count(*), 4) AS text_share
  FROM (
    SELECT
      i.*,
      row_number() OVER (PARTITION BY group_id ORDER BY duration, start_time, line, counterpart) AS place,
      count(*) OVER (PARTITION BY group_id) AS everything
    FROM inner_call AS i
    WHERE i.service = 'voice' AND i.answered
  ) AS ranked
  GROUP BY 1
  HAVING count(*) >= $min_calls
) AS s
JOIN (
  SELECT group_id, line, count(*) AS calls
  FROM (
    SELECT group_id, line
    FROM inner_call
    WHERE service = 'voice' AND answered
    UNION ALL
    SELECT group_id, counterpart AS line
    FROM inner_call
    WHERE service = 'voice' AND answered
  ) AS ends
  GROUP BY 1, 2
) AS o ON o.group_id = s.group_id
WHERE o.calls >= $min_own
  AND (s.text_share >= $min_text_share OR s.longest <= $max_band * s.shortest)
