/*---
title: A circle of people who get in touch themselves
family: social
counter: true
reads: [circle_window, group_inbound]
params:
  min_mutual: { default: 5, unit: numbers, source: "GoAntiFraud: people share most calls with five numbers or fewer" }
  min_share: { default: 0.3, unit: share of calls and messages, source: "judgement: strangers of a box do not ring it" }
  sure_share: { default: 0.7, unit: share of calls and messages, source: "GoAntiFraud: 80 % of a human's calls go to favourites; somewhat less, since not all of them call in the window" }
unit: share of calls and messages
because: "{value_share} of its calls and messages went to {mutual_contacts} numbers that got in touch themselves"
recount: |
  SELECT round(1e0 * sum(went_out) FILTER (WHERE came_in > 0) / sum(went_out), 4) AS value FROM (
    SELECT contact, sum(greatest(out_mo, out_mt)) AS went_out, sum(came_in) AS came_in FROM (
      SELECT day, service, CASE WHEN line = $line THEN counterpart ELSE line END AS contact,
        count(*) FILTER (WHERE line = $line AND direction = 'MO') AS out_mo,
        count(*) FILTER (WHERE counterpart = $line AND direction = 'MT') AS out_mt,
        count(*) FILTER (WHERE (line = $line AND direction = 'MT') OR (counterpart = $line AND direction = 'MO')) AS came_in
      FROM records
      WHERE service IN ('voice', 'sms') AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
        AND (line = $line OR counterpart = $line)
      GROUP BY 1, 2, 3
    ) AS sides GROUP BY 1
  ) AS contacts
  WHERE contact <> -1358013299730426063
false_positives: [SIMs of one box that call each other and were not seen to belong together]
blind_spots: ["people whose friends use another way to reach them"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(-1e0 * (0.4e0 + 0.6e0 * least(1e0, (share - $min_share) / NULLIF(1e0 * ($sure_share - $min_share), 0e0))), 6)
    AS strength,
  share AS value,
  CAST($min_share AS DOUBLE) AS threshold,
  share AS value_share,
  mutual_contacts
FROM (
  SELECT line, mutual_contacts, round(1e0 * contacted_mutual / NULLIF(contacted, 0), 4) AS share
  FROM circle_window
  -- Who is called by his own group of strangers' callers has no circle: it was made to be found here.
  WHERE mutual_contacts >= $min_mutual AND line NOT IN (SELECT line FROM group_inbound)
) AS circles
WHERE share >= $min_share
