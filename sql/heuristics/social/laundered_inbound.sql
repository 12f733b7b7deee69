/*---
title: Most of what comes in comes from its own group
family: social
reads: [group_inbound, network_window]
params:
  min_ratio: { default: 10, unit: outgoing calls an incoming call, source: "VoltDB's SIM-box demo: out to in above 10" }
  min_called_share: { default: 0.2, unit: share of lines, source: "as in outgoing_without_incoming: where fewer lines have a record of what came in, the exports lack it" }
  sure_ratio: { default: 40, unit: outgoing calls an incoming call, source: "judgement: the press tells of about 100 to 1 in seized boxes, which do not play people" }
unit: outgoing calls an incoming call
because: "{inner_in} of {in_calls} calls that came in were its own group's; without them {value} calls went out for each that came in"
recount: |
  SELECT round(1e0 * (sum(went) - sum(inner_went)) / (1 + sum(came) - sum(inner_came)), 1) AS value FROM (
    SELECT contact, sum(greatest(out_mo, out_mt)) AS went, sum(greatest(in_mo, in_mt)) AS came,
      CASE WHEN max(m.line) IS NULL THEN 0 ELSE sum(out_mo) END AS inner_went,
      CASE WHEN max(m.line) IS NULL THEN 0 ELSE sum(in_mo) END AS inner_came
    FROM (
      SELECT day, CASE WHEN line = $line THEN counterpart ELSE line END AS contact,
        count(*) FILTER (WHERE direction = 'MO' AND line = $line) AS out_mo,
        count(*) FILTER (WHERE direction = 'MT' AND counterpart = $line) AS out_mt,
        count(*) FILTER (WHERE direction = 'MO' AND counterpart = $line) AS in_mo,
        count(*) FILTER (WHERE direction = 'MT' AND line = $line) AS in_mt
      FROM records
      WHERE service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
        AND (line = $line OR counterpart = $line)
      GROUP BY 1, 2
    ) AS sides
    LEFT JOIN group_member AS m ON m.line = sides.contact AND m.group_id = $subject
    GROUP BY 1
  ) AS contacts
false_positives: [colleagues of a sales team who ring each other and whom no customer rings]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["boxes that have calls come in from accomplices' lines"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  group_id AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, ln(ratio / $min_ratio) / ln(1e0 * $sure_ratio / $min_ratio)), 6) AS strength,
  ratio AS value,
  CAST($min_ratio AS DOUBLE) AS threshold,
  inner_in,
  g.in_calls
FROM group_inbound AS g
CROSS JOIN network_window AS n
WHERE ratio >= $min_ratio AND n.called_share >= $min_called_share
