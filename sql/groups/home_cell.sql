/*---
title: The cell that a line of a cohort is mostly worked from
grain: window
reads: [cohort_slot]
params:
  min_share: { default: 0.7, unit: share of hours, source: "judgement: a line that is mostly elsewhere has no such cell" }
---*/
SELECT line, cell
FROM (
  SELECT
    line,
    cell,
    count(*) AS here,
    row_number() OVER (PARTITION BY line ORDER BY count(*) DESC, cell) AS place,
    CAST(sum(count(*)) OVER (PARTITION BY line) AS BIGINT) AS everywhere
  FROM cohort_slot
  GROUP BY 1, 2
) AS cells
WHERE place = 1 AND here >= $min_share * everywhere
