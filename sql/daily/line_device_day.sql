/*---
title: Which SIM in which device a line was used with, a day
grain: day
reads: [records]
params: {}
---*/
-- Every line with a record of its own on this day has a row, with NULLs where the record names no SIM or device:
-- this is also the list of the operator's lines that were seen.
SELECT
  line,
  imsi,
  imei,
  imei_plausible,
  count(*) AS records,
  count(*) FILTER (WHERE direction = 'MO') AS outgoing,
  min(start_time) AS first_time,
  max(start_time) AS last_time
FROM records
WHERE day = $day
GROUP BY 1, 2, 3, 4
