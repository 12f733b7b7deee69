/*---
title: Calls and messages of lines that are looked at for company
grain: window
reads: [records, candidate_line]
params: {}
---*/
-- The only look at single records of the window, and only of few lines: ports and hand-overs need seconds.
SELECT
  r.line,
  r.counterpart,
  r.service,
  r.day,
  r.start_time,
  r.duration,
  r.outcome = 'answered' AS answered,
  r.imsi IS NOT NULL OR r.imei IS NOT NULL OR r.cell IS NOT NULL AS by_radio,
  r.cell
FROM records AS r
JOIN candidate_line AS c ON c.line = r.line
WHERE r.day BETWEEN $window_start AND $day
  AND r.direction = 'MO'
  AND r.service IN ('voice', 'sms')
