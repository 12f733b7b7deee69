/*---
title: Many SIMs in one device
family: device
reads: [device_window, device_line_window, line_window, stranger_record, stranger_line, group_member, port_sharing]
params:
  min_lines: { default: 4, unit: lines, source: "judgement: a dual-SIM phone that changed hands stays below" }
  sure_lines: { default: 10, unit: lines, source: "judgement: more than any household puts into one phone" }
  min_effective: { default: 2.5, unit: equally busy lines, source: "judgement: calls must be spread, or the others were only tried out" }
  min_calls: { default: 5, unit: "calls or messages sent by one line from the device", source: "a repair shop's test call or two stay below" }
  in_use: { default: 0.5, unit: received for each sent, source: "judgement: people get about as much as they send; what a box gets are callbacks" }
  max_in_use: { default: 0.5, unit: share of the lines, source: "judgement: where most of the lines are somebody's own phone, the IMEI was given to many phones, whatever the cells say" }
  min_of_line: { default: 0.1, unit: "share of the line's calls and messages", source: "judgement: a line that was in the device for a service is not worked from it" }
  sure_calls: { default: 30, unit: "calls or messages sent by one line from the device", source: "judgement: so many are no trial, whatever else the line did" }
  max_shared: { default: 0.5, unit: "share of what lines that mostly call strangers send", source: "measured on made-up networks: an office's SIMs share clients, and two calls of three go to somebody whom another of them rang, too; SIMs of a scam's box stay below a fifth, though victims are passed on; of a bank of SIMs (port_sharing) it is not asked" }
unit: lines
because: "{value} lines were worked from device {imei}, as evenly as {effective_lines} equally busy ones; this line sent {outgoing} calls and messages from it"
recount: |
  SELECT count(*) AS value FROM (
    SELECT line FROM records
    WHERE imei = $subject AND direction = 'MO' AND day BETWEEN $from AND $to
    GROUP BY 1 HAVING count(*) >= 5
  ) AS lines
false_positives: [a company's own GSM gateway, repair shops, cloned and null IMEIs]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/returns_to_its_people]
blind_spots: ["boxes that show another IMEI for every SIM", "boxes whose SIMs all ring the same decoys for half of their calls", "IMEIs that many phones share are not used at all"]
references: []
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
JOIN (
  SELECT
    u.imei,
    count(*) FILTER (WHERE w.in_calls + w.in_messages >= $in_use * (w.out_calls + w.out_messages)) AS in_use,
    count(*) AS lines
  FROM device_line_window AS u
  JOIN device_window AS v ON v.imei = u.imei
  JOIN line_window AS w ON w.line = u.line
  WHERE v.lines >= $min_lines AND u.outgoing >= $min_calls
  GROUP BY 1
) AS used ON used.imei = d.imei
LEFT JOIN (
  -- Of the calls and messages that go out through a device, which went to people whom several of its SIMs contacted:
  -- clients of one office, whose exchange takes whatever port is free. Calls among such lines do not count.
  SELECT
    imei,
    CAST(sum(sent) AS BIGINT) AS sent,
    CAST(sum(CASE WHEN is_shared THEN sent ELSE 0 END) AS BIGINT) AS shared
  FROM (
    SELECT u.imei, r.counterpart, count(*) AS sent, min(r.line) < max(r.line) AS is_shared
    FROM stranger_record AS r
    JOIN device_line_window AS u ON u.line = r.line
    JOIN device_window AS v ON v.imei = u.imei
    LEFT JOIN stranger_line AS s ON s.line = r.counterpart
    WHERE v.lines >= $min_lines AND u.outgoing >= $min_calls AND s.line IS NULL
    GROUP BY 1, 2
  ) AS reached
  GROUP BY 1
) AS clients ON clients.imei = d.imei
JOIN line_window AS whole ON whole.line = l.line
LEFT JOIN (
  -- Of a bank of SIMs, whose calls go to the same families whichever SIM is in the port.
  SELECT m.line
  FROM group_member AS m
  JOIN port_sharing AS s ON s.group_id = m.group_id
) AS bank ON bank.line = l.line
WHERE d.lines >= $min_lines
  AND d.effective_lines >= $min_effective
  AND used.in_use < $max_in_use * used.lines
  AND d.imei_plausible
  AND NOT d.cloned
  AND (bank.line IS NOT NULL OR NOT COALESCE(clients.shared >= $max_shared * clients.sent, false))
  AND l.outgoing >= $min_calls
  AND (l.outgoing >= $sure_calls OR l.outgoing >= $min_of_line * (whole.out_calls + whole.out_messages))
