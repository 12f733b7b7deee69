/*---
title: Calls go out and none come in
family: social
plain: true
reads: [line_window, network_window]
params:
  min_ratio: { default: 10, unit: outgoing calls an incoming call, source: "VoltDB's SIM-box demo: out to in above 10" }
  sure_ratio: { default: 100, unit: outgoing calls an incoming call, source: "press reports of seized boxes: about 100 to 1" }
  min_calls: { default: 40, unit: outgoing calls, source: "judgement: a quiet line may simply not have been called" }
  min_peak: { default: 15, unit: calls on the busiest day, source: "judgement: above a person's ordinary day" }
  min_called_share: { default: 0.2, unit: share of lines, source: "judgement: where fewer lines have a record of a call or message that came in, the exports lack them" }
unit: outgoing calls an incoming call
because: "{out_calls} calls went out and {in_calls} came in, with {in_messages} messages received"
recount: |
  SELECT round(1e0 * sum(greatest(out_mo, out_mt)) / (1 + sum(greatest(in_mo, in_mt))), 1) AS value FROM (
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
false_positives: [call centres that present another number, telemarketers, alarm lines, probes]
cleared_by: [place/mobility_with_answered_callbacks, social/few_callees, lifecycle/stable_corporate_account]
blind_spots: ["boxes whose SIMs call each other to look alive", "exports without incoming calls"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  l.line AS subject_id,
  l.line,
  -- Ratios are read on a logarithm: from 10 to 20 says as much as from 50 to 100.
  round(0.5e0 + 0.5e0 * least(1e0, ln(l.ratio / $min_ratio) / ln(1e0 * $sure_ratio / $min_ratio)), 6) AS strength,
  l.ratio AS value,
  CAST($min_ratio AS DOUBLE) AS threshold,
  l.out_calls,
  l.in_calls,
  l.in_messages
FROM (
  -- One is added to the calls that came in, so that none is not infinity.
  SELECT line, out_calls, in_calls, in_messages, round(1e0 * out_calls / (1 + in_calls), 1) AS ratio
  FROM line_window
  WHERE out_calls >= $min_calls AND peak_calls >= $min_peak
) AS l
CROSS JOIN network_window AS n
WHERE l.ratio >= $min_ratio AND n.called_share >= $min_called_share
