/*---
title: One SIM moves through many devices
family: device
reads: [device_line_window]
params:
  min_devices: { default: 4, unit: devices in the window, source: "more than one change of IMEI a month is published as unusual; four in a window is no upgrade" }
  sure_devices: { default: 8, unit: devices in the window, source: "judgement" }
  min_calls: { default: 3, unit: "calls or messages sent from the device", source: "judgement: a SIM tried in a friend's phone sends less" }
unit: devices
because: "this line was worked from {value} devices in turn"
recount: |
  SELECT count(*) AS value FROM (
    SELECT imei FROM records
    WHERE line = $line AND direction = 'MO' AND imei IS NOT NULL AND day BETWEEN $from AND $to
    GROUP BY 1 HAVING count(*) >= 3 AND bool_and(imei_plausible)
  ) AS devices
false_positives: [phone testers, collectors of old phones]
cleared_by: [lifecycle/known_line_kind]
blind_spots: ["boxes that keep a SIM in its slot"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (devices - $min_devices) / NULLIF($sure_devices - $min_devices, 0)), 6)
    AS strength,
  CAST(devices AS DOUBLE) AS value,
  CAST($min_devices AS DOUBLE) AS threshold
FROM (
  SELECT l.line, count(*) AS devices
  FROM device_line_window AS l
  WHERE l.outgoing >= $min_calls AND l.imei_plausible
  GROUP BY 1
) AS counted
WHERE devices >= $min_devices
