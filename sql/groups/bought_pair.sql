/*---
title: Pairs of lines bought together that are used in about one place
grain: window
reads: [bought_line]
params:
  within: { default: 3, unit: days, source: "as in batch_of_strangers: SIMs of one purchase are registered within days" }
  near_km: { default: 10, unit: km, source: "judgement: neighbouring cells, which one box may hear, lie no farther apart" }
---*/
-- A box between two cells has SIMs that stick to the one and to the other: no hour joins them, the purchase does.
SELECT a.line AS line_a, b.line AS line_b
FROM bought_line AS a
JOIN bought_line AS b ON b.dealer = a.dealer
WHERE a.line < b.line
  AND abs(a.bought - b.bought) <= $within
  -- 111.2 km a degree of latitude.
  AND round(111.2e0 * abs(a.latitude - b.latitude), 3) <= $near_km
  AND round(111.2e0 * cos(radians(a.latitude)) * abs(a.longitude - b.longitude), 3) <= $near_km
