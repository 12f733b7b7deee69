/*---
title: Devices of adjacent serial numbers at work in one place
family: device
reads: [device_line_window, device_window, stranger_line, line_cell_day, callback_window, cohort_line]
params:
  reach: { default: 10, unit: serial numbers up and down, source: "judgement: the ports of a gateway are numbered in a row" }
  min_devices: { default: 3, unit: devices, source: "judgement: a couple may buy two phones of one box" }
  sure_devices: { default: 8, unit: devices, source: "judgement: the ports of a small gateway" }
  min_calls: { default: 5, unit: "calls or messages sent by one line from the device", source: "a repair shop's test call or two stay below" }
  min_callbacks: { default: 10, unit: calls to all lines of the row, source: "judgement: enough for a share, which one line seldom has by itself" }
  max_answered: { default: 0.4, unit: share of callbacks, source: "as in cohort_line: a courier misses some on the road; victims who ring a box back reach nobody" }
unit: devices
because: "{value} devices with serial numbers next to {imei} call mostly strangers from the same place (cell {place}); this line sent {outgoing} calls and messages from it"
recount: |
  WITH homes AS (
    SELECT line, max_by(cell, ROW(outgoing, cell)) AS cell FROM (
      SELECT line, cell, sum(outgoing) AS outgoing FROM line_cell_day
      WHERE day BETWEEN $from AND $to AND line IN (SELECT line FROM stranger_line) GROUP BY 1, 2
    ) AS cells GROUP BY 1
  ), used AS (
    SELECT r.line, r.imei, h.cell FROM records AS r LEFT JOIN homes AS h ON h.line = r.line
    WHERE r.day BETWEEN $from AND $to AND r.imei BETWEEN $subject - 10 AND $subject + 10
      AND r.imei // 1000000 = CAST($subject AS BIGINT) // 1000000 AND r.line IN (SELECT line FROM stranger_line)
    GROUP BY 1, 2, 3 HAVING count(*) FILTER (WHERE r.direction = 'MO') >= 5 AND bool_and(r.imei_plausible)
  )
  SELECT count(DISTINCT imei) AS value FROM used
  WHERE COALESCE(cell, '') = (SELECT max(COALESCE(cell, '')) FROM used WHERE line = $line AND imei = $subject)
false_positives: ["phones that a company bought in one box", "an office's own gateway", "probes"]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/answered_callbacks, social/returns_to_its_people]
blind_spots: ["boxes that show made-up IMEIs", "boxes in which somebody picks up"]
references: []
status: experimental
---*/
SELECT
  'device' AS subject_type,
  imei AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (devices - $min_devices) / NULLIF($sure_devices - $min_devices, 0)), 6)
    AS strength,
  CAST(devices AS DOUBLE) AS value,
  CAST($min_devices AS DOUBLE) AS threshold,
  imei,
  CASE WHEN home = '' THEN 'unknown' ELSE home END AS place,
  outgoing
FROM (
  SELECT
    imei,
    line,
    home,
    outgoing,
    CAST(sum(CASE WHEN copy = 1 THEN 1 ELSE 0 END) OVER (
      PARTITION BY tac, home ORDER BY imei RANGE BETWEEN $reach PRECEDING AND $reach FOLLOWING
    ) AS BIGINT) AS devices,
    CAST(sum(callbacks) OVER (
      PARTITION BY tac, home ORDER BY imei RANGE BETWEEN $reach PRECEDING AND $reach FOLLOWING
    ) AS BIGINT) AS callbacks,
    CAST(sum(callbacks_answered) OVER (
      PARTITION BY tac, home ORDER BY imei RANGE BETWEEN $reach PRECEDING AND $reach FOLLOWING
    ) AS BIGINT) AS callbacks_answered
  FROM (
    SELECT
      d.imei,
      d.imei / 1000000 AS tac,
      d.line,
      d.outgoing,
      COALESCE(h.home, '') AS home,
      COALESCE(b.callbacks, 0) AS callbacks,
      COALESCE(b.callbacks_answered, 0) AS callbacks_answered,
      -- A device with several SIMs counts once a place.
      row_number() OVER (PARTITION BY d.imei, COALESCE(h.home, '') ORDER BY d.line) AS copy
    FROM device_line_window AS d
    JOIN stranger_line AS s ON s.line = d.line
    JOIN device_window AS w ON w.imei = d.imei
    LEFT JOIN callback_window AS b ON b.line = d.line
    LEFT JOIN (
      -- The cell from which the line sent most.
      SELECT line, cell AS home
      FROM (
        SELECT line, cell, row_number() OVER (PARTITION BY line ORDER BY outgoing DESC, cell DESC) AS place
        FROM (
          SELECT c.line, c.cell, CAST(sum(c.outgoing) AS BIGINT) AS outgoing
          FROM line_cell_day AS c
          JOIN stranger_line AS t ON t.line = c.line
          WHERE c.day BETWEEN $window_start AND $day
          GROUP BY 1, 2
        ) AS cells
      ) AS placed
      WHERE place = 1
    ) AS h ON h.line = d.line
    WHERE d.outgoing >= $min_calls AND d.imei_plausible AND NOT w.cloned
  ) AS used
) AS rows_of_devices
WHERE devices >= $min_devices
  -- Probes stand in a row, too, and run by the clock.
  AND line IN (SELECT line FROM cohort_line)
  -- Phones that a company bought in one box: one of its people may be rung in vain by chance, all of them are not.
  AND NOT (callbacks >= $min_callbacks AND callbacks_answered >= $max_answered * callbacks)
