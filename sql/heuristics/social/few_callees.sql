/*---
title: Calls two or three numbers only
family: social
counter: true
reads: [circle_window]
params:
  max_contacts: { default: 3, unit: numbers, source: "alarms, lifts and pay terminals call one to three numbers (domain.md)" }
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
references: ["domain.md, M2M"]
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  -1e0 AS strength,
  CAST(contacts AS DOUBLE) AS value,
  CAST($max_contacts AS DOUBLE) AS threshold,
  contacted
FROM circle_window
WHERE contacts BETWEEN 1 AND $max_contacts
