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
  count(*) AS records,
  count(*) FILTER (WHERE direction = 'MO') AS outgoing
FROM records
WHERE day = $day AND cell IS NOT NULL
GROUP BY 1, 2
