/*---
title: The minutes a day at which a group's lines stop
grain: window
reads: [line_total]
params:
  min_quota: { default: 20, unit: minutes a day, source: "judgement: small quotas are passed by one call" }
  step: { default: 5, unit: minutes, source: "judgement: quotas are round numbers" }
  min_days: { default: 8, unit: "days of a line at the cliff", source: "as in group_quota" }
  min_share: { default: 0.5, unit: "share of all days of lines", source: "judgement: where lines stop by chance, the last call of a day crosses a given sum as often as a long call is long beside the spread of a day's sums, one day in four at most" }
  max_over: { default: 0.1, unit: "share of all days of lines", source: "as in group_quota" }
---*/
-- A port is told to stop once so many minutes are used: the day's last call is the one that crosses the sum, and no other
-- begins.
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
      count(*) FILTER (WHERE t.seconds >= 60 * q.quota AND t.before_last < 60 * q.quota) AS at_cliff,
      count(*) FILTER (WHERE t.before_last >= 60 * q.quota) AS beyond,
      count(*) AS line_days
    FROM (
      SELECT DISTINCT group_id, seconds / (60 * $step) * $step AS quota
      FROM line_total
      WHERE seconds >= 60 * $min_quota
    ) AS q
    JOIN line_total AS t ON t.group_id = q.group_id
    GROUP BY 1, 2
  ) AS c
) AS cliffs
WHERE place = 1
  AND at_cliff >= $min_days
  AND at_cliff >= $min_share * line_days
  AND beyond <= $max_over * line_days
