/*---
title: Devices in the window, with the lines that were worked from them
grain: window
reads: [device_line_window, device_hour_day, ref_device_types]
params:
  min_calls: { default: 5, unit: "calls or messages sent by one line from the device", source: "a repair shop's test call or two stay below" }
  max_span_km: { default: 50, unit: km within an hour, source: "judgement: beyond what a box that is driven about covers between its calls" }
  max_cells: { default: 8, unit: cells within an hour, source: "judgement: a box hears one to three cells; used where positions are unknown" }
  min_spread: { default: 4, unit: cells within an hour, source: "judgement: as many cells as lines, and more than a box hears, are as many places: payphones with a maker's IMEI" }
  clone_hours: { default: 2, unit: hours, source: "judgement: one hour may be a wrong cell id" }
---*/
-- `lines` counts the lines that were really worked from the device, weighted by calls instead of by sight.
-- `cloned` says that the IMEI stands for several devices and proves nothing.
SELECT
  d.imei,
  d.lines,
  d.lines_seen,
  d.outgoing,
  d.top_outgoing,
  -- The number of equally busy lines that would give the same concentration of calls (inverse Simpson index).
  round(1e0 * d.outgoing * d.outgoing / NULLIF(d.squares, 0), 2) AS effective_lines,
  d.imei_plausible,
  COALESCE(h.far_hours, 0) AS far_hours,
  COALESCE(h.far_hours, 0) >= $clone_hours AS cloned,
  t.kind AS device_kind,
  d.first_time,
  d.last_time
FROM (
  SELECT
    imei,
    count(*) FILTER (WHERE outgoing >= $min_calls) AS lines,
    count(*) AS lines_seen,
    CAST(sum(outgoing) AS BIGINT) AS outgoing,
    CAST(sum(outgoing * outgoing) AS BIGINT) AS squares,
    max(outgoing) AS top_outgoing,
    bool_and(imei_plausible) AS imei_plausible,
    min(first_time) AS first_time,
    max(last_time) AS last_time
  FROM device_line_window
  GROUP BY 1
) AS d
LEFT JOIN (
  SELECT imei, count(*) FILTER (WHERE span_km > $max_span_km OR cells > $max_cells
    OR (cells >= $min_spread AND cells >= lines)) AS far_hours
  FROM device_hour_day
  WHERE day BETWEEN $window_start AND $day
  GROUP BY 1
) AS h ON h.imei = d.imei
LEFT JOIN ref_device_types AS t ON t.tac = d.imei / 1000000
