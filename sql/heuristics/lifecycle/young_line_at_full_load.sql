/*---
title: A young line at full load
family: lifecycle
plain: true
reads: [line_window, network_window, ref_lines]
params:
  max_age: { default: 30, unit: days, source: "judgement: SIM age below 30 days with more than 500 calls" }
  min_rate: { default: 17, unit: "calls and messages an active day", source: "judgement: 500 calls within 30 days is 17 a day" }
  sure_rate: { default: 50, unit: "calls and messages an active day", source: "FAST SIMBOX: more than 50 in 24 h" }
  quiet_days: { default: 3, unit: "days of records before the line's first", source: "judgement: without an activation date, a line first seen later than this is taken for new" }
  max_lag: { default: 1, unit: days, source: "judgement: registration may lag a day behind the first call; a line seen earlier was ported in or got a new contract, and is older than the date says" }
  unsure: { default: 0.7, unit: share of strength, source: "judgement: first sight is weaker than an activation date" }
unit: calls and messages an active day
because: "{value} calls and messages went out an active day from a line {age} days old ({known_by})"
recount: |
  SELECT round(1e0 * sum(greatest(mo, mt)) / count(DISTINCT day), 1) AS value FROM (
    SELECT day, service, CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
      count(*) FILTER (WHERE direction = 'MO') AS mo, count(*) FILTER (WHERE direction = 'MT') AS mt
    FROM records
    WHERE service IN ('voice', 'sms') AND day BETWEEN $from AND $to
      AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
    GROUP BY 1, 2, 3
  ) AS sides
false_positives: [new businesses, lines ported in from another network, sales staff with new phones]
cleared_by: [social/mutual_circle, place/mobility_with_answered_callbacks]
blind_spots: ["aged SIMs that were bought", "dormant lines that are woken"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round((0.5e0 + 0.5e0 * least(1e0, (rate - $min_rate) / NULLIF(1e0 * ($sure_rate - $min_rate), 0e0)))
    * CASE WHEN is_dated THEN 1e0 ELSE $unsure END, 6) AS strength,
  rate AS value,
  CAST($min_rate AS DOUBLE) AS threshold,
  age,
  CASE WHEN is_dated THEN 'by its activation date' ELSE 'by its first record' END AS known_by
FROM (
  SELECT
    w.line,
    r.line IS NOT NULL AS is_dated,
    date_diff('day', COALESCE(r.activation_date, w.first_day), w.last_out_day) AS age,
    -- A line that the exports show from their first days on may be of any age.
    r.line IS NOT NULL OR date_diff('day', n.first_day, w.first_day) >= $quiet_days AS is_known,
    round(1e0 * (w.out_calls + w.out_messages) / NULLIF(w.out_days, 0), 1) AS rate
  FROM line_window AS w
  CROSS JOIN network_window AS n
  LEFT JOIN ref_lines AS r ON r.line = w.line AND date_diff('day', w.first_day, r.activation_date) <= $max_lag
) AS aged
WHERE is_known AND age BETWEEN 0 AND $max_age AND rate >= $min_rate
