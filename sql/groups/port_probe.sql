/*---
title: How many others of its group talked when a line called, and when it might have
grain: window
reads: [stranger_record, group_member, port_day]
params:
  near: { default: 1860, unit: seconds, source: "judgement: 31 min, no round number, and longer than nearly all calls" }
  far: { default: 4380, unit: seconds, source: "judgement: 73 min, longer than the stint of a SIM in its port as a rule, shorter than a shift" }
---*/
-- The null: each line's own calls, shifted by four whole offsets, asked of the group's calls as they were. People who
-- work side by side are no less likely to talk at the one time than at the other. A SIM in a box is: when it calls, one of the
-- ports is its own, and when all ports talk, it cannot. Moments at which the line itself talked are no null.
SELECT
  group_id,
  line,
  shifted,
  others,
  count(*) AS probes
FROM (
  SELECT
    group_id,
    line,
    kind,
    shifted,
    CAST(sum(change) OVER (
      PARTITION BY group_id ORDER BY at_second, kind RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - sum(change) OVER (
      PARTITION BY group_id, line ORDER BY at_second, kind RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS BIGINT) AS others,
    CAST(sum(change) OVER (
      PARTITION BY group_id, line ORDER BY at_second, kind RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS BIGINT) AS own
  FROM (
    SELECT
      c.group_id,
      c.line,
      -- 0: a call ends, 1: one starts and is asked of, 2: it might have; whoever ends in a second has left it, and all
      -- that start in it count (RANGE).
      u.kind,
      u.shift <> 0 AS shifted,
      -- As a DOUBLE: running sums of whole numbers take DuckDB twice as long.
      CASE u.kind WHEN 0 THEN -1e0 WHEN 1 THEN 1e0 ELSE 0e0 END AS change,
      CASE u.kind WHEN 0 THEN c.ended WHEN 1 THEN c.started ELSE c.started + u.shift END AS at_second
    FROM (
      SELECT
        m.group_id,
        k.line,
        CAST(round(to_unixtime(k.start_time), 0) AS BIGINT) AS started,
        CAST(round(to_unixtime(k.start_time), 0) AS BIGINT) + greatest(COALESCE(k.duration, 0), 1) AS ended
      FROM stranger_record AS k
      JOIN group_member AS m ON m.line = k.line
      JOIN port_day AS busy ON busy.group_id = m.group_id AND busy.day = k.day
      WHERE k.service = 'voice' AND k.by_radio
    ) AS c
    CROSS JOIN (
      SELECT 0 AS kind, 0 AS shift
      UNION ALL
      SELECT 1 AS kind, 0 AS shift
      UNION ALL
      SELECT 2 AS kind, $near AS shift
      UNION ALL
      SELECT 2 AS kind, -$near AS shift
      UNION ALL
      SELECT 2 AS kind, $far AS shift
      UNION ALL
      SELECT 2 AS kind, -$far AS shift
    ) AS u
  ) AS moments
) AS asked
WHERE kind = 1 OR kind = 2 AND own = 0
GROUP BY 1, 2, 3, 4
