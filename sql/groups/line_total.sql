/*---
title: Calls that each line of a group placed, day by day
grain: window
reads: [candidate_call, group_member]
params: {}
---*/
SELECT m.group_id, c.line, c.day, count(*) AS calls
FROM candidate_call AS c
JOIN group_member AS m ON m.line = c.line
WHERE c.service = 'voice'
GROUP BY 1, 2, 3
