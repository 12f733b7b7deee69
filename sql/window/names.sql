/*---
title: The texts behind negative ids
grain: window
reads: [name_day]
params: {}
---*/
SELECT id, min(name) AS name
FROM name_day
WHERE day BETWEEN $window_start AND $day
GROUP BY 1
