/*---
title: A gateway or modem that calls strangers
family: device
plain: true
reads: [device_line_window, device_window, stranger_line]
params:
  min_calls: { default: 20, unit: "calls or messages sent by the line from the device", source: "judgement: a SIM tried in a modem sends less" }
  sure_calls: { default: 200, unit: "calls or messages sent by the line from the device", source: "judgement" }
unit: calls and messages from the device
because: "the operator's table lists device {imei} as a {device_kind}; {value} calls and messages went out from it, mostly to strangers"
recount: |
  SELECT count(*) AS value FROM records
  WHERE line = $line AND imei = $subject AND direction = 'MO' AND day BETWEEN $from AND $to
false_positives: [an office's own gateway, probes, payphones, alarm systems]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/answered_callbacks, social/few_callees]
blind_spots: ["boxes that show a handset's IMEI", "types that the table lacks"]
references: []
status: experimental
---*/
SELECT
  'device' AS subject_type,
  d.imei AS subject_id,
  d.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (d.outgoing - $min_calls) / NULLIF($sure_calls - $min_calls, 0)), 6) AS strength,
  CAST(d.outgoing AS DOUBLE) AS value,
  CAST($min_calls AS DOUBLE) AS threshold,
  d.imei,
  w.device_kind
FROM device_line_window AS d
JOIN stranger_line AS s ON s.line = d.line
JOIN device_window AS w ON w.imei = d.imei
WHERE w.device_kind IN ('gateway', 'modem', 'module', 'm2m')
  AND d.outgoing >= $min_calls
  AND d.imei_plausible
  AND NOT w.cloned
