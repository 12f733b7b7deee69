/*---
title: Wide fan-out to strangers
family: social
plain: true
reads: [circle_window]
params:
  min_strangers: { default: 30, unit: strangers in the window, source: "GoAntiFraud: about 30 different callees is a human ceiling" }
  sure_strangers: { default: 150, unit: strangers in the window, source: "80 strangers in 24 h stop a line in Chinese operators' practice; about two such days" }
  min_share: { default: 0.6, unit: share of contacts, source: "judgement: people know most of whom they call" }
  max_top5: { default: 0.4, unit: share of calls and messages, source: "GoAntiFraud: a human makes 80 % of calls to five numbers or fewer; half of that" }
unit: strangers
because: "{value} of {contacts} numbers were contacted on one day only and never got in touch; the five favourites took {top5_share} of the calls"
recount: |
  SELECT count(*) FILTER (WHERE days_out = 1 AND came_in = 0) AS value FROM (
    SELECT CASE WHEN line = $line THEN counterpart ELSE line END AS contact,
      count(DISTINCT CASE WHEN (line = $line AND direction = 'MO') OR (counterpart = $line AND direction = 'MT') THEN day END) AS days_out,
      count(*) FILTER (WHERE (line = $line AND direction = 'MT') OR (counterpart = $line AND direction = 'MO')) AS came_in
    FROM records
    WHERE service IN ('voice', 'sms') AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
      AND NOT EXISTS (SELECT 1 FROM owner_break AS k WHERE k.line = $line AND k.since > day)
      AND (line = $line OR counterpart = $line)
    GROUP BY 1
  ) AS contacts
  WHERE contact <> -1358013299730426063
false_positives: [couriers, sales people, call centres, new businesses]
cleared_by: [place/mobility_with_answered_callbacks, social/mutual_circle, lifecycle/stable_corporate_account]
blind_spots: ["lines below the floor of busy_line", "boxes that call the same victims on several days"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round((0.4e0 + 0.6e0 * least(1e0, 1e0 * (strangers - $min_strangers) / NULLIF($sure_strangers - $min_strangers, 0)))
    * (0.5e0 + 0.5e0 * least(1e0, (1e0 * strangers / contacts - $min_share) / (0.95e0 - $min_share))), 6) AS strength,
  CAST(strangers AS DOUBLE) AS value,
  CAST($min_strangers AS DOUBLE) AS threshold,
  contacts,
  round(1e0 * top5_contacted / NULLIF(contacted, 0), 4) AS top5_share
FROM circle_window
WHERE strangers >= $min_strangers
  AND strangers >= $min_share * contacts
  AND top5_contacted <= $max_top5 * contacted
