/*---
title: The number of calls a day at which a group's lines stop
grain: window
reads: [line_total]
params:
  min_quota: { default: 10, unit: calls a day, source: "judgement: small numbers pile up by themselves" }
  min_days: { default: 8, unit: "days of a line at the cliff", source: "judgement: fewer may be chance" }
  min_share: { default: 0.4, unit: "share of all days of lines", source: "judgement: of numbers that vary by chance around 20, one in six falls on two neighbours" }
  max_over: { default: 0.1, unit: "share of all days of lines", source: "judgement: a quota is not passed, but by a line that does not belong" }
---*/
-- A cliff is a pair of neighbouring totals that many days of lines end at, and that hardly any passes.
SELECT
  group_id,
  quota,
  at_cliff,
  line_days,
  round(1e0 * at_cliff / line_days, 4) AS cliff_share
FROM (
  SELECT
    c.*,
    row_number() OVER (PARTITION BY group_id ORDER BY at_cliff DESC, quota DESC) AS place
  FROM (
    SELECT
      q.group_id,
      q.quota,
      count(*) FILTER (WHERE t.calls BETWEEN q.quota - 1 AND q.quota) AS at_cliff,
      count(*) FILTER (WHERE t.calls > q.quota) AS beyond,
      count(*) AS line_days
    FROM (SELECT DISTINCT group_id, calls AS quota FROM line_total WHERE calls >= $min_quota) AS q
    JOIN line_total AS t ON t.group_id = q.group_id
    GROUP BY 1, 2
  ) AS c
) AS cliffs
WHERE place = 1
  AND at_cliff >= $min_days
  AND at_cliff >= $min_share * line_days
  AND beyond <= $max_over * line_days
