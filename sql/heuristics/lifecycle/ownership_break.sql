/*---
title: In other hands from one day on, and calling strangers since
family: lifecycle
reads: [owner_break, circle_window, stranger_line]
params:
  sure_after: { default: 60, unit: numbers, source: "twice the human ceiling of about 30 different callees (GoAntiFraud)" }
  min_after: { default: 10, unit: numbers contacted, source: "as in owner_break" }
unit: numbers contacted since
because: "on {since} the handset changed for good, and of {before_contacts} numbers it had been in touch with {kept_contacts} were contacted again; {value} others were, {strangers} of them once"
recount: |
  SELECT count(DISTINCT counterpart) AS value FROM (
    SELECT counterpart FROM records
    WHERE line = $line AND direction = 'MO' AND service IN ('voice', 'sms')
      AND day >= (SELECT since FROM owner_break WHERE line = $line) AND day <= $to AND counterpart <> -1358013299730426063
    UNION ALL
    SELECT line FROM records
    WHERE counterpart = $line AND direction = 'MT' AND service IN ('voice', 'sms')
      AND day >= (SELECT since FROM owner_break WHERE line = $line) AND day <= $to
  ) AS reached
false_positives: ["a number given to a new customer who sells by telephone", "a phone handed on to a colleague who drives"]
cleared_by: [social/mutual_circle, social/answered_callbacks, place/mobility_with_answered_callbacks]
blind_spots: ["cards that lay in a drawer before they were sold", "sales before the window", "a card sold with its phone", "exports without IMEIs"]
references: []
status: experimental
---*/
SELECT
  'line' AS subject_type,
  o.line AS subject_id,
  o.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (o.after_contacts - $min_after) / NULLIF($sure_after - $min_after, 0)), 6) AS strength,
  CAST(o.after_contacts AS DOUBLE) AS value,
  CAST($min_after AS DOUBLE) AS threshold,
  o.since,
  o.before_contacts,
  o.kept_contacts,
  c.strangers
FROM owner_break AS o
JOIN stranger_line AS s ON s.line = o.line
JOIN circle_window AS c ON c.line = o.line
