/*---
title: Lines busy enough for a look at each of their contacts
grain: window
reads: [line_window]
params:
  min_peak: { default: 10, unit: "calls and messages on the busiest day", source: "10 outgoing calls on a young line raise the alarm in VoltDB's SIM-box demo, the lowest published volume" }
---*/
-- Contacts are looked at one by one only for lines above this floor: the rest cannot reach any threshold
-- that counts contacts, and they are nine lines of ten.
SELECT line
FROM line_window
WHERE peak_calls + peak_messages >= $min_peak
