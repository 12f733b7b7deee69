/*---
title: Many calls that nobody answers
family: traffic
plain: true
reads: [line_window]
params:
  min_share: { default: 0.5, unit: share of calls, source: "published thresholds run from 25 % to 50 %; the upper one, since ordinary networks leave a third unanswered" }
  sure_share: { default: 0.8, unit: share of calls, source: "judgement" }
  min_calls: { default: 40, unit: calls with a known outcome, source: "judgement: a share of fewer says little" }
  min_peak: { default: 20, unit: calls on the busiest day, source: "judgement: well above a person's busy day" }
unit: share of calls
because: "{value_share} of {known_calls} calls were not answered"
recount: |
  SELECT round(1e0 * count(*) FILTER (WHERE outcome <> 'answered') / count(*), 4) AS value
  FROM records
  WHERE line = $line AND direction = 'MO' AND service = 'voice' AND outcome <> 'unknown' AND day BETWEEN $from AND $to
false_positives: [debt collectors, surveys, redialling in an outage]
cleared_by: [place/mobility_with_answered_callbacks, lifecycle/stable_corporate_account]
blind_spots: ["exports that hold answered calls only", "diallers that drop bad numbers first"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, (share - $min_share) / NULLIF(1e0 * ($sure_share - $min_share), 0e0)), 6) AS strength,
  share AS value,
  CAST($min_share AS DOUBLE) AS threshold,
  share AS value_share,
  known_calls
FROM (
  SELECT
    line,
    out_answered + out_unanswered AS known_calls,
    round(1e0 * out_unanswered / NULLIF(out_answered + out_unanswered, 0), 4) AS share
  FROM line_window
  WHERE out_answered + out_unanswered >= $min_calls AND peak_calls >= $min_peak
) AS shares
WHERE share >= $min_share
