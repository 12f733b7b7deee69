/*---
title: Busy lines that went over to another handset for good, and the day they did
grain: window
reads: [device_line_window, busy_line, line_device_day]
params: {}
---*/
-- The first device was put away before any other was used.
SELECT d.line, min(d.day) AS since
FROM line_device_day AS d
JOIN (
  SELECT line, max(CASE WHEN place = 1 THEN imei END) AS first_imei
  FROM (
    SELECT
      l.line,
      l.imei,
      l.first_time,
      l.last_time,
      row_number() OVER (PARTITION BY l.line ORDER BY l.first_time, l.imei) AS place
    FROM device_line_window AS l
    JOIN busy_line AS b ON b.line = l.line
  ) AS devices
  GROUP BY 1
  HAVING count(*) > 1
    AND max(CASE WHEN place = 1 THEN last_time END) < min(CASE WHEN place > 1 THEN first_time END)
) AS changed ON changed.line = d.line
WHERE d.day BETWEEN $window_start AND $day AND d.imei <> changed.first_imei
GROUP BY 1
