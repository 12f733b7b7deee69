/*---
title: Lines and SIMs that were used in a device in the window
grain: window
reads: [line_device_day]
params: {}
---*/
SELECT
  imei,
  line,
  max(imsi) AS imsi,
  bool_and(imei_plausible) AS imei_plausible,
  CAST(sum(records) AS BIGINT) AS records,
  CAST(sum(outgoing) AS BIGINT) AS outgoing,
  min(first_time) AS first_time,
  max(last_time) AS last_time
FROM line_device_day
WHERE day BETWEEN $window_start AND $day AND imei IS NOT NULL
GROUP BY 1, 2
