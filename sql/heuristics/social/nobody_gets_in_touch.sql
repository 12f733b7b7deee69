/*---
title: Nobody gets in touch first
family: social
plain: true
reads: [quiet_line, circle_window, cohort_line]
params:
  min_contacts: { default: 8, unit: numbers in the window, source: "judgement: of eight whom one rings in a week, several are people who ring as well" }
  sure_contacts: { default: 30, unit: numbers in the window, source: "GoAntiFraud: about 30 different callees is a human ceiling; a person who rings so many hears from dozens" }
  max_uninvited: { default: 0.05, unit: "numbers that got in touch first, for each that it contacted", source: "judgement: half of what quiet_line lets pass; a card for work alone stays above" }
  min_called: { default: 0.5, unit: share of contacts, source: "judgement: who texts more people than it calls is a sender of notices, and nobody answers these" }
  max_repeated: { default: 0.1, unit: share of contacts, source: "judgement: twice what no_favourites allows, since victims are called again" }
unit: numbers
because: "{value} numbers were contacted, {repeat_contacts} of them on more than one day, and {uninvited} numbers got in touch without having been contacted before"
recount: |
  SELECT count(DISTINCT CASE WHEN line = $line THEN counterpart ELSE line END) AS value
  FROM records
  WHERE service IN ('voice', 'sms') AND day BETWEEN $from AND $to
    AND NOT EXISTS (SELECT 1 FROM owner_break AS k WHERE k.line = $line AND k.since > day)
    AND ((direction = 'MO' AND line = $line AND counterpart <> -1358013299730426063)
      OR (direction = 'MT' AND counterpart = $line))
false_positives: [cards that are used for work alone, telephone surveys, payphones, probes]
cleared_by: [place/mobility_with_answered_callbacks, social/answered_callbacks, lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["lines that write rather than call", "lines that accomplices ring to look alive", "busy lines, which other rules look at"]
references: []
status: experimental
---*/
-- A circle shows in who rings by himself. Callbacks do not count: victims ring back, too.
SELECT
  'line' AS subject_type,
  q.line AS subject_id,
  q.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (q.contacts - $min_contacts) / NULLIF($sure_contacts - $min_contacts, 0)), 6) AS strength,
  CAST(q.contacts AS DOUBLE) AS value,
  CAST($min_contacts AS DOUBLE) AS threshold,
  c.repeat_contacts,
  q.uninvited
FROM quiet_line AS q
JOIN circle_window AS c ON c.line = q.line
WHERE q.contacts >= $min_contacts
  AND q.uninvited <= $max_uninvited * q.contacts
  AND c.callees >= $min_called * q.contacts
  -- A probe runs by the clock, and nobody knows its number.
  AND q.line IN (SELECT line FROM cohort_line)
  AND c.repeat_contacts <= $max_repeated * q.contacts
