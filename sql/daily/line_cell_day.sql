/*---
title: Where a line was used, a day
grain: day
reads: [records]
params: {}
---*/
-- Fixed lines have no cell and no row here. What a line does itself (MO) says where it is worked from.
SELECT
  line,
  cell,
  count(*) AS outgoing
FROM records
WHERE day = $day AND cell IS NOT NULL AND direction = 'MO'
GROUP BY 1, 2
