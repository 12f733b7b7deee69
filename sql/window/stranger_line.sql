/*---
title: Lines that mostly contact strangers
grain: window
reads: [circle_window, quiet_line]
params:
  min_strangers: { default: 15, unit: strangers in the window, source: "judgement: half the human ceiling of about 30 different callees (GoAntiFraud), so that slow lines are looked at, too" }
  min_share: { default: 0.5, unit: share of contacts, source: "judgement: people know more than half of whom they call" }
---*/
-- The funnel: boxes, relays, call centres and couriers, a few lines of a hundred. What is dear to look at is
-- looked at for these only.
SELECT line
FROM circle_window
WHERE strangers >= $min_strangers AND strangers >= $min_share * contacts
UNION
SELECT line
FROM quiet_line
