/*---
title: What the records of a day are of, and what they carry
grain: day
reads: [records]
params: {}
---*/
-- For the sheet on the quality of the data. An operator whose exports lose a field finds the day on which they began to.
SELECT
  direction,
  service,
  outcome,
  count(*) AS records,
  count(imsi) AS with_imsi,
  count(imei) AS with_imei,
  count(cell) AS with_cell
FROM records
WHERE day = $day
GROUP BY 1, 2, 3
