/*---
title: Calls two or three numbers only
family: social
counter: true
reads: [circle_window]
params:
  max_contacts: { default: 3, unit: numbers, source: "judgement: alarms, lifts and pay terminals call one to three numbers" }
  most_contacts: { default: 8, unit: numbers, source: "judgement: an alarm may report to a guard, a firm and a family, over and over" }
  min_each: { default: 10, unit: calls and messages a number, source: "judgement: who calls the same few numbers ten times each is looking for nobody new" }
  unsure: { default: 0.8, unit: share of strength, source: "judgement: more numbers than published for machines" }
unit: numbers
because: "all its {contacted} calls and messages went to {value} numbers, as a machine's do"
recount: |
  SELECT count(DISTINCT CASE WHEN line = $line THEN counterpart ELSE line END) AS value
  FROM records
  WHERE service IN ('voice', 'sms') AND day BETWEEN $from AND $to
    AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
    AND counterpart <> -1358013299730426063
false_positives: [a line that only relays into one number]
blind_spots: ["machines that report to many numbers"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  CASE WHEN contacts <= $max_contacts THEN -1e0 ELSE -1e0 * $unsure END AS strength,
  CAST(contacts AS DOUBLE) AS value,
  CAST($max_contacts AS DOUBLE) AS threshold,
  contacted
FROM circle_window
WHERE contacts BETWEEN 1 AND $max_contacts
  OR (contacts BETWEEN 1 AND $most_contacts AND contacted >= $min_each * contacts)
