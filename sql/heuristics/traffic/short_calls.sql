/*---
title: Short calls
family: traffic
plain: true
reads: [line_window]
params:
  max_acd: { default: 30, unit: seconds, source: "judgement: average call durations below 30 to 60 s are of middle weight for scams and robocalls" }
  sure_acd: { default: 10, unit: seconds, source: "judgement: averages below 10 to 20 s are of high weight" }
  min_answered: { default: 30, unit: answered calls, source: "judgement: an average over fewer says little" }
  min_peak: { default: 20, unit: calls on the busiest day, source: "judgement: well above a person's busy day" }
unit: seconds on average
because: "answered calls lasted {value} s on average over {out_answered} calls, and {short_share} of them ended at once"
recount: |
  SELECT round(1e0 * sum(duration) / count(*), 1) AS value
  FROM records
  WHERE line = $line AND direction = 'MO' AND service = 'voice' AND outcome = 'answered' AND day BETWEEN $from AND $to
false_positives: [couriers who announce themselves at the door, alarm lines, taxi dispatch]
cleared_by: [place/mobility_with_answered_callbacks, social/few_callees]
blind_spots: ["SIM-box bypass carries calls of normal length", "a scam line that keeps its victims on the phone"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, ($max_acd - acd) / NULLIF(1e0 * ($max_acd - $sure_acd), 0e0)), 6) AS strength,
  acd AS value,
  CAST($max_acd AS DOUBLE) AS threshold,
  out_answered,
  round(1e0 * out_short / out_answered, 4) AS short_share
FROM (
  SELECT line, out_answered, out_short, round(1e0 * out_seconds / out_answered, 1) AS acd
  FROM line_window
  WHERE out_answered >= $min_answered AND peak_calls >= $min_peak
) AS averages
WHERE acd <= $max_acd
