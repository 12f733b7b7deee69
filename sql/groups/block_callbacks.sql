/*---
title: Who rang back to a fixed line and its neighbours in number
grain: window
reads: [cohort_line]
params:
  near: { default: 20, unit: numbers up and down, source: "judgement: lines of one block are numbered one after the other; a block of a hundred has other tenants" }
---*/
-- One switchboard serves a block, so that its lines are attended together or not at all.
SELECT
  line,
  callbacks AS own_callbacks,
  callbacks_answered AS own_answered,
  CAST(sum(callbacks) OVER block AS BIGINT) AS callbacks,
  CAST(sum(callbacks_answered) OVER block AS BIGINT) AS callbacks_answered,
  count(*) OVER block - 1 AS neighbours
FROM cohort_line
WHERE NOT by_radio
WINDOW block AS (ORDER BY line RANGE BETWEEN $near PRECEDING AND $near FOLLOWING)
