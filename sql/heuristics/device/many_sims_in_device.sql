/*---
title: Many SIMs in one device
family: device
reads: [device_window, device_line_window]
params:
  min_lines: { default: 4, unit: lines, source: "judgement: a dual-SIM phone that changed hands stays below" }
  sure_lines: { default: 10, unit: lines, source: "judgement: more than any household puts into one phone" }
  min_effective: { default: 2.5, unit: equally busy lines, source: "judgement: calls must be spread, or the others were only tried out" }
  min_calls: { default: 5, unit: "calls or messages sent by one line from the device", source: "a repair shop's test call or two stay below" }
unit: lines
because: "{value} lines were worked from device {imei}, as evenly as {effective_lines} equally busy ones; this line sent {outgoing} calls and messages from it"
recount: |
  SELECT count(*) AS value FROM (
    SELECT line FROM records
    WHERE imei = $subject AND direction = 'MO' AND day BETWEEN $from AND $to
    GROUP BY 1 HAVING count(*) >= 5
  ) AS lines
false_positives: [a company's own GSM gateway, repair shops, cloned and null IMEIs]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["boxes that show another IMEI for every SIM", "IMEIs that many phones share are not used at all"]
references: ["domain.md, IMSIs per IMEI"]
status: stable
---*/
SELECT
  'device' AS subject_type,
  d.imei AS subject_id,
  l.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (d.lines - $min_lines) / NULLIF($sure_lines - $min_lines, 0)), 6) AS strength,
  CAST(d.lines AS DOUBLE) AS value,
  CAST($min_lines AS DOUBLE) AS threshold,
  d.imei,
  d.effective_lines,
  l.outgoing
FROM device_window AS d
JOIN device_line_window AS l ON l.imei = d.imei
WHERE d.lines >= $min_lines
  AND d.effective_lines >= $min_effective
  AND d.imei_plausible
  AND NOT d.cloned
  AND l.outgoing >= $min_calls
