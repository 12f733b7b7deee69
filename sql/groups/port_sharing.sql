/*---
title: Groups whose SIMs take turns at fewer ports, and at no office's hours
grain: window
reads: [stranger_record, group_member, group_ports, device_line_window, device_window]
params:
  pool: { default: 0.5, unit: ports a line, source: "judgement: an office's gateway has a port for each SIM; two SIMs for each port are there to be used up" }
  min_sims: { default: 3, unit: lines of the group in a device, source: "judgement: a dual-SIM phone has two" }
  min_devices: { default: 3, unit: devices of a line, source: "judgement: a SIM that was once put into another port has two" }
  min_calls: { default: 5, unit: "calls or messages sent by one line from the device", source: "as in device_window" }
  min_hours: { default: 12, unit: hours of the day, source: "judgement: offices call their customers for ten or eleven; people call each other from the morning to late in the evening" }
  max_hours: { default: 4, unit: hours of the day, source: "judgement: SIMs with a quota of calls or minutes are used up before noon; nobody opens an office for so short a time" }
  min_of_hour: { default: 0.005, unit: share of the calls, source: "judgement: of a box that is used up by noon one call in a hundred is late; where an office has one in two hundred it is somebody who forgot the time" }
  min_people: { default: 10, unit: people a line, source: "judgement: test lines ring a few numbers, and an office's list is as long as its staff can serve" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- A box that carries calls for the same families day after day returns to people as an office does. What an office never
-- has is a bank of SIMs, which go round the ports: seen by the cap on calls at once, or by the devices themselves. And its
-- clock is the office's, while families talk in the evening, too, or the SIMs are used up early.
SELECT
  g.group_id,
  g.lines,
  p.ports,
  COALESCE(t.rotating, 0) AS rotating,
  k.people,
  h.hours
FROM (SELECT group_id, count(*) AS lines FROM group_member GROUP BY 1) AS g
JOIN (
  SELECT group_id, count(*) AS people
  FROM (
    SELECT m.group_id, r.counterpart
    FROM stranger_record AS r
    JOIN group_member AS m ON m.line = r.line
    WHERE r.service = 'voice' AND r.counterpart <> CAST($withheld AS BIGINT)
    GROUP BY 1, 2
  ) AS reached
  GROUP BY 1
) AS k ON k.group_id = g.group_id
JOIN (
  SELECT group_id, count(*) AS hours
  FROM (
    SELECT group_id, calls, sum(CAST(calls AS DOUBLE)) OVER (PARTITION BY group_id) AS of_day
    FROM (
      SELECT m.group_id, hour(r.start_time) AS at_hour, count(*) AS calls
      FROM stranger_record AS r
      JOIN group_member AS m ON m.line = r.line
      WHERE r.service = 'voice'
      GROUP BY 1, 2
    ) AS by_hour
  ) AS clock
  WHERE calls >= $min_of_hour * of_day
  GROUP BY 1
) AS h ON h.group_id = g.group_id
LEFT JOIN group_ports AS p ON p.group_id = g.group_id
LEFT JOIN (
  -- Lines that were worked from several of the devices which their group shares.
  SELECT group_id, count(*) AS rotating
  FROM (
    SELECT m.group_id, l.line
    FROM device_line_window AS l
    JOIN group_member AS m ON m.line = l.line
    JOIN (
      SELECT n.group_id, u.imei
      FROM device_line_window AS u
      JOIN group_member AS n ON n.line = u.line
      JOIN device_window AS d ON d.imei = u.imei
      WHERE u.outgoing >= $min_calls AND d.imei_plausible AND NOT d.cloned
      GROUP BY 1, 2
      HAVING count(*) >= $min_sims
    ) AS shared ON shared.group_id = m.group_id AND shared.imei = l.imei
    WHERE l.outgoing >= $min_calls
    GROUP BY 1, 2
    HAVING count(*) >= $min_devices
  ) AS turning
  GROUP BY 1
) AS t ON t.group_id = g.group_id
WHERE k.people >= $min_people * g.lines
  AND (h.hours >= $min_hours OR h.hours <= $max_hours)
  AND (COALESCE(p.ports <= $pool * g.lines, false) OR COALESCE(2 * t.rotating >= g.lines, false))
