/*---
title: Calls that each line of a group placed to others, day by day
grain: window
reads: [stranger_record, group_member]
params: {}
---*/
SELECT m.group_id, c.line, c.day, count(*) AS calls
FROM stranger_record AS c
JOIN group_member AS m ON m.line = c.line
LEFT JOIN group_member AS i ON i.line = c.counterpart AND i.group_id = m.group_id
WHERE c.service = 'voice' AND i.line IS NULL
GROUP BY 1, 2, 3
