/*---
title: SIMs used up one after another in one device
family: device
reads: [device_line_window, device_window, stranger_line]
params:
  min_lines: { default: 3, unit: lines in turn, source: "judgement: a phone that was sold has two, and a dual-SIM phone's two overlap" }
  sure_lines: { default: 6, unit: lines in turn, source: "judgement" }
  max_stay: { default: 4, unit: days in the device, source: "judgement: a cabled handset's SIM is replaced every day or two, and a weekend between" }
  min_calls: { default: 10, unit: "calls or messages sent by one line from the device", source: "judgement: a repair shop's test calls stay below" }
  min_share: { default: 0.6, unit: "share of the device's calls and messages", source: "judgement: the owner's own SIM would have most" }
unit: lines
because: "{value} lines followed one another in device {imei}, each for {longest} hours at most and mostly to strangers; this one sent {outgoing} calls and messages from it"
recount: |
  SELECT count(*) AS value FROM (
    SELECT line FROM records
    WHERE imei = $subject AND day BETWEEN $from AND $to AND line IN (SELECT line FROM stranger_line)
    GROUP BY 1
    HAVING count(*) FILTER (WHERE direction = 'MO') >= 10
      AND date_sub('hour', min(start_time), max(start_time)) <= 96
  ) AS lines
false_positives: [a rental phone or a test phone that goes from hand to hand]
cleared_by: [social/answered_callbacks, social/mutual_circle, lifecycle/known_line_kind]
blind_spots: ["a new IMEI with every SIM", "windows shorter than three SIMs' lives"]
references: []
status: experimental
---*/
SELECT
  'device' AS subject_type,
  l.imei AS subject_id,
  l.line,
  round(0.6e0 + 0.4e0 * least(1e0, 1e0 * (t.lines - $min_lines) / NULLIF($sure_lines - $min_lines, 0)), 6) AS strength,
  CAST(t.lines AS DOUBLE) AS value,
  CAST($min_lines AS DOUBLE) AS threshold,
  l.imei,
  t.longest,
  l.outgoing
FROM (
  SELECT
    imei,
    count(*) AS lines,
    max(stay) AS longest,
    CAST(sum(outgoing) AS BIGINT) AS outgoing,
    -- Hours in which two of them were in the device at once, by their order.
    CAST(sum(CASE WHEN next_time < last_time THEN date_diff('minute', next_time, last_time) ELSE 0 END) AS BIGINT)
      AS overlap,
    CAST(sum(date_diff('minute', first_time, last_time)) AS BIGINT) AS stays
  FROM (
    SELECT
      d.imei,
      d.outgoing,
      d.first_time,
      d.last_time,
      date_diff('hour', d.first_time, d.last_time) AS stay,
      lead(d.first_time) OVER (PARTITION BY d.imei ORDER BY d.first_time, d.line) AS next_time
    FROM device_line_window AS d
    JOIN stranger_line AS s ON s.line = d.line
    WHERE d.outgoing >= $min_calls AND date_diff('hour', d.first_time, d.last_time) <= 24 * $max_stay
  ) AS in_turn
  GROUP BY 1
) AS t
JOIN device_window AS w ON w.imei = t.imei
JOIN device_line_window AS l ON l.imei = t.imei
JOIN stranger_line AS s ON s.line = l.line
WHERE t.lines >= $min_lines
  -- In turn: the stays overlap by a tenth of their length at most.
  AND 10 * t.overlap <= t.stays
  AND t.outgoing >= $min_share * w.outgoing
  AND w.imei_plausible
  AND NOT w.cloned
  AND l.outgoing >= $min_calls
  AND date_diff('hour', l.first_time, l.last_time) <= 24 * $max_stay
