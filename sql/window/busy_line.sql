/*---
title: Lines busy enough for a look at each of their contacts
grain: window
reads: [line_window]
params:
  min_peak: { default: 10, unit: "calls and messages on the busiest day", source: "10 outgoing calls on a young line raise the alarm in VoltDB's SIM-box demo, the lowest published volume" }
  min_ratio: { default: 1.2, unit: "sent for each received", source: "judgement: people get about as much as they send; a box at work sends at least twice as much even while its SIMs call each other" }
  always_peak: { default: 20, unit: "calls and messages on the busiest day", source: "where the rules of the traffic family begin: what they flag must be cleared by its circle, whatever comes in" }
  slow_sent: { default: 8, unit: "calls and messages sent in the window", source: "judgement: fewer do not tell whether a line has a circle; the slowest gangs ring two people a day" }
  slow_ratio: { default: 3, unit: "sent for each received", source: "judgement: few people send so much more than they get" }
---*/
-- Contacts are looked at one by one only for lines above this floor. The rest cannot reach a threshold that counts
-- contacts, or is called as much as it calls; they are five lines of six. A slow line is looked at when next to nothing comes back.
SELECT line
FROM line_window
WHERE peak_calls + peak_messages >= $always_peak
  OR (
    peak_calls + peak_messages >= $min_peak
    AND 1e0 * (out_calls + out_messages) >= $min_ratio * (in_calls + in_messages)
  )
  OR (
    out_calls + out_messages >= $slow_sent
    AND 1e0 * (out_calls + out_messages) >= $slow_ratio * (in_calls + in_messages)
  )
