/*---
title: Calls and messages of lines that mostly contact strangers
grain: window
reads: [records, stranger_line]
params: {}
---*/
-- The only look at single records of the window, and only of few lines: ports, hand-overs and relays need seconds. Two people
-- in one place, in one account or with neighbouring numbers are nothing, so only lines of this kind are compared with
-- each other: a stadium, a campus or a block of flats never becomes a cohort.
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
JOIN stranger_line AS c ON c.line = r.line
WHERE r.day BETWEEN $window_start AND $day
  -- No line is 0. Only of tables of which something is asked does DuckDB make a Bloom filter, which keeps it from reading
  -- the other columns of all other lines' records.
  AND c.line <> 0
  AND r.direction = 'MO'
  AND r.service <> 'data'
  -- A name that only writes, without a SIM, is a sender of messages for companies; any other name is a number that was
  -- made unreadable.
  AND (r.line > 0 OR r.service = 'voice' OR r.imsi IS NOT NULL OR r.imei IS NOT NULL)
