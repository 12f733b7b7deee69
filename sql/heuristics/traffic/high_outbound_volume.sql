/*---
title: High outbound volume
family: traffic
plain: true
reads: [line_window]
params:
  min_calls: { default: 50, unit: calls a day, source: "FAST SIMBOX: more than 50 outgoing calls in 24 h" }
  sure_calls: { default: 200, unit: calls a day, source: "judgement: four times the published threshold; 150 callees a day is called high by simboxguard" }
unit: calls on the busiest day
because: "{value} calls went out on the busiest of {out_days} days, {average_calls} a day on average"
recount: |
  SELECT max(calls) AS value FROM (
    SELECT day, CAST(sum(greatest(mo, mt)) AS BIGINT) AS calls FROM (
      SELECT day, CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
        count(*) FILTER (WHERE direction = 'MO') AS mo, count(*) FILTER (WHERE direction = 'MT') AS mt
      FROM records
      WHERE service = 'voice' AND day BETWEEN $from AND $to
        AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
      GROUP BY 1, 2
    ) AS sides GROUP BY 1
  ) AS days
false_positives: [call centres, couriers, sales people, network probes]
cleared_by: [place/mobility_with_answered_callbacks, lifecycle/stable_corporate_account, social/few_callees]
blind_spots: ["lines that are held below the threshold by a quota", "boxes that spread their calls over many SIMs"]
references: ["domain.md, published features and thresholds"]
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0,
    1e0 * (peak_calls - $min_calls) / NULLIF($sure_calls - $min_calls, 0)), 6) AS strength,
  CAST(peak_calls AS DOUBLE) AS value,
  CAST($min_calls AS DOUBLE) AS threshold,
  out_days,
  round(1e0 * out_calls / NULLIF(out_days, 0), 1) AS average_calls
FROM line_window
WHERE peak_calls >= $min_calls
