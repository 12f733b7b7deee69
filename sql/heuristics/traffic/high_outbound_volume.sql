/*---
title: High outbound volume
family: traffic
plain: true
reads: [line_window, peer_rank]
params:
  min_calls: { default: 50, unit: calls a day, source: "FAST SIMBOX: more than 50 outgoing calls in 24 h" }
  sure_calls: { default: 200, unit: calls a day, source: "judgement: four times the published threshold; 150 callees a day is called high by simboxguard" }
  min_percentile: { default: 0.95, unit: share of peers below, source: "judgement: one busy line in twenty is what a trade is like" }
unit: calls on the busiest day
because: "{value} calls went out on the busiest of {out_days} days, {average_calls} a day on average; {compared}"
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
references: []
status: stable
---*/
-- The floor is absolute; how far beyond it a line stands counts only where it stands out among its peers, too. What all
-- of a trade do is said, and weighs half.
SELECT
  'line' AS subject_type,
  w.line AS subject_id,
  w.line,
  round(0.5e0 + CASE WHEN COALESCE(p.percentile, 1e0) < $min_percentile THEN 0e0 ELSE 0.5e0 END * least(1e0,
    1e0 * (w.peak_calls - $min_calls) / NULLIF($sure_calls - $min_calls, 0)), 6) AS strength,
  CAST(w.peak_calls AS DOUBLE) AS value,
  CAST($min_calls AS DOUBLE) AS threshold,
  w.out_days,
  round(1e0 * w.out_calls / NULLIF(w.out_days, 0), 1) AS average_calls,
  CASE
    WHEN p.percentile IS NULL THEN 'by the absolute floor, for want of peers to compare with'
    ELSE 'busier than ' || CAST(CAST(floor(1000 * p.percentile) AS BIGINT) AS VARCHAR) || ' in 1,000 of '
      || CAST(p.peers AS VARCHAR) || ' ' || p.peer_group
  END AS compared
FROM line_window AS w
LEFT JOIN peer_rank AS p ON p.line = w.line
WHERE w.peak_calls >= $min_calls
