/*---
title: Nobody is contacted twice
family: social
plain: true
reads: [circle_window]
params:
  min_contacts: { default: 15, unit: numbers in the window, source: "judgement: GoAntiFraud sees 80 % of a human's calls go to five numbers, so that among fifteen some come twice" }
  sure_contacts: { default: 90, unit: numbers in the window, source: "three times the human ceiling of about 30 different callees (GoAntiFraud)" }
  max_repeated: { default: 0.05, unit: share of contacts, source: "judgement: people come back to those they know on another day; one in twenty may be chance" }
  max_top5: { default: 0.35, unit: share of calls and messages, source: "GoAntiFraud: a human makes 80 % of calls to five numbers or fewer; less than half of that" }
unit: numbers
because: "{repeat_contacts} of {value} numbers were contacted on more than one day, and the five favourites took {top5_share} of the calls"
recount: |
  SELECT count(DISTINCT CASE WHEN line = $line THEN counterpart ELSE line END) AS value
  FROM records
  WHERE service IN ('voice', 'sms') AND day BETWEEN $from AND $to
    AND NOT EXISTS (SELECT 1 FROM owner_break AS k WHERE k.line = $line AND k.since > day)
    AND ((direction = 'MO' AND line = $line AND counterpart <> -1358013299730426063)
      OR (direction = 'MT' AND counterpart = $line))
false_positives: [surveys, couriers, sales people, call centres, windows of a day or two]
cleared_by: [place/mobility_with_answered_callbacks, social/answered_callbacks, lifecycle/stable_corporate_account]
blind_spots: ["lines that ring a few accomplices every day", "a box that calls the same victims on several days"]
references: []
status: stable
---*/
-- Volume may be held below any threshold; a circle is hard to feign. Whom a slow line calls tells it from a person.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (contacts - $min_contacts) / NULLIF($sure_contacts - $min_contacts, 0)), 6) AS strength,
  CAST(contacts AS DOUBLE) AS value,
  CAST($min_contacts AS DOUBLE) AS threshold,
  repeat_contacts,
  round(1e0 * top5_contacted / contacted, 4) AS top5_share
FROM circle_window
WHERE contacts >= $min_contacts
  AND repeat_contacts <= $max_repeated * contacts
  AND top5_contacted <= $max_top5 * contacted
