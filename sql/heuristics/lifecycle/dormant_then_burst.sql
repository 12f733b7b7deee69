/*---
title: Silent, then suddenly at full load
family: lifecycle
reads: [line_day, line_window, network_window, stranger_line, ref_lines]
params:
  min_rate: { default: 17, unit: "calls and messages a day", source: "judgement: 500 calls within 30 days, which is 17 a day, are beyond what private lines make" }
  sure_rate: { default: 50, unit: "calls and messages a day", source: "FAST SIMBOX: more than 50 in 24 h" }
  quiet_days: { default: 3, unit: days, source: "judgement: 72 h of silence are longer than a weekend" }
  quiet_rate: { default: 1, unit: "calls and messages a day", source: "judgement: a sleeping SIM may send a message to stay alive" }
  min_age: { default: 30, unit: days, source: "younger lines are judged by their age" }
unit: calls and messages an active day
because: "after {quiet} quiet days ({quiet_sent} calls and messages) it sent {value} an active day from {burst_day} on, mostly to strangers; it is {known_by}"
recount: |
  WITH days AS (
    SELECT day, CAST(sum(greatest(mo, mt)) AS BIGINT) AS sent FROM (
      SELECT day, service, CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
        count(*) FILTER (WHERE direction = 'MO') AS mo, count(*) FILTER (WHERE direction = 'MT') AS mt
      FROM records
      WHERE service IN ('voice', 'sms') AND day BETWEEN $from AND $to
        AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
      GROUP BY 1, 2, 3
    ) AS sides GROUP BY 1
  )
  SELECT round(1e0 * sum(sent) / count(*), 1) AS value FROM days
  WHERE sent > 0 AND day >= (SELECT min(day) FROM days WHERE sent >= 17)
false_positives: [a company back from its holidays, a courier back from leave, a seasonal business]
cleared_by: [social/answered_callbacks, social/mutual_circle, place/mobility_with_answered_callbacks]
blind_spots: ["lines that woke before the window", "windows shorter than the silence"]
references: []
status: experimental
---*/
SELECT
  'line' AS subject_type,
  b.line AS subject_id,
  b.line,
  round(0.5e0 + 0.5e0 * least(1e0, (b.rate - $min_rate) / NULLIF(1e0 * ($sure_rate - $min_rate), 0e0)), 6) AS strength,
  b.rate AS value,
  CAST($min_rate AS DOUBLE) AS threshold,
  date_diff('day', n.first_day, b.burst_day) AS quiet,
  b.quiet_sent,
  b.burst_day,
  CASE WHEN r.activation_date IS NOT NULL THEN 'an old line by its activation date'
    ELSE 'older than its burst by its records' END AS known_by
FROM (
  SELECT
    line,
    burst_day,
    CAST(sum(CASE WHEN day < burst_day THEN sent ELSE 0 END) AS BIGINT) AS quiet_sent,
    round(1e0 * sum(CASE WHEN day >= burst_day THEN sent ELSE 0 END)
      / count(CASE WHEN day >= burst_day AND sent > 0 THEN 1 END), 1) AS rate
  FROM (
    SELECT
      d.line,
      d.day,
      d.out_calls + d.out_messages AS sent,
      min(CASE WHEN d.out_calls + d.out_messages >= $min_rate THEN d.day END) OVER (PARTITION BY d.line) AS burst_day
    FROM line_day AS d
    JOIN stranger_line AS s ON s.line = d.line
    WHERE d.day BETWEEN $window_start AND $day
  ) AS days
  WHERE burst_day IS NOT NULL
  GROUP BY 1, 2
) AS b
CROSS JOIN network_window AS n
JOIN line_window AS w ON w.line = b.line
LEFT JOIN ref_lines AS r ON r.line = b.line
WHERE date_diff('day', n.first_day, b.burst_day) >= $quiet_days
  AND b.quiet_sent <= $quiet_rate * date_diff('day', n.first_day, b.burst_day)
  AND b.rate >= $min_rate
  AND CASE
    WHEN r.activation_date IS NOT NULL THEN date_diff('day', r.activation_date, b.burst_day) >= $min_age
    ELSE date_diff('day', w.first_day, b.burst_day) >= $quiet_days
  END
