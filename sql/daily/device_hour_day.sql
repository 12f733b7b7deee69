/*---
title: Devices shown by several SIMs, hour by hour, a day
grain: day
reads: [records, line_device_day, ref_cells]
params:
  min_sims: { default: 3, unit: SIMs, source: "judgement: a dual-SIM phone has two" }
---*/
-- A device is in one place at a time. The cells, and where their positions are known the kilometres, that
-- one IMEI spans within an hour tell a box from an IMEI that many phones were given (cloned, or a maker's default).
SELECT
  r.imei,
  date_trunc('hour', r.start_time) AS hour_start,
  count(DISTINCT r.line) AS lines,
  count(DISTINCT r.cell) AS cells,
  -- 111.2 km a degree of latitude; good to a few percent, which a limit of tens of kilometres does not notice.
  round(COALESCE(greatest(
    111.2e0 * (max(c.latitude) - min(c.latitude)),
    111.2e0 * cos(radians(avg(c.latitude))) * (max(c.longitude) - min(c.longitude))
  ), 0e0), 1) AS span_km
FROM records AS r
JOIN (
  SELECT imei
  FROM line_device_day
  WHERE day = $day AND imei IS NOT NULL
  GROUP BY 1
  HAVING count(DISTINCT line) >= $min_sims
) AS shared ON shared.imei = r.imei
LEFT JOIN ref_cells AS c ON c.cell = r.cell
WHERE r.day = $day AND r.cell IS NOT NULL
GROUP BY 1, 2
