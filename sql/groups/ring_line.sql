/*---
title: Lines of rings, with how unlikely chance is
grain: window
reads: [ring_core, ring_joiner]
params: {}
---*/
SELECT line, taken, partners, expected, chance FROM ring_core
UNION ALL
SELECT line, met AS taken, partners, expected, chance FROM ring_joiner
