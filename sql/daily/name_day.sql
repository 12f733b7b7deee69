/*---
title: Identifiers that are not numbers, a day
grain: day
reads: [records]
params: {}
---*/
SELECT DISTINCT line AS id, line_name AS name
FROM records
WHERE day = $day AND line_name IS NOT NULL
UNION
SELECT DISTINCT counterpart AS id, counterpart_name AS name
FROM records
WHERE day = $day AND counterpart_name IS NOT NULL
