/*---
title: Who rang back to lines that mostly contact strangers, and whether anybody answered
grain: window
reads: [pair_day, stranger_line, owner_break]
params:
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
  max_each: { default: 3, unit: calls of one caller, source: "judgement: who keeps redialling counts for three, and no single caller decides" }
---*/
-- A callback is a call from a number that the line had called no later. Calls among lines of this kind are left out:
-- SIMs of one box ring each other to look alive (laundered inbound), and a call centre does not need them.
SELECT
  line,
  count(*) AS callers,
  CAST(sum(least(calls, $max_each)) AS BIGINT) AS callbacks,
  CAST(sum(least(answered, $max_each)) AS BIGINT) AS callbacks_answered
FROM (
  SELECT b.line, b.counterpart, b.calls, b.answered
  FROM (
    SELECT
      p.callee AS line,
      p.caller AS counterpart,
      CAST(sum(p.calls) AS BIGINT) AS calls,
      CAST(sum(p.answered) AS BIGINT) AS answered,
      min(p.day) AS first_day
    FROM pair_day AS p
    JOIN stranger_line AS s ON s.line = p.callee
    LEFT JOIN stranger_line AS o ON o.line = p.caller
    LEFT JOIN owner_break AS k ON k.line = p.callee
    WHERE (k.line IS NULL OR p.day >= k.since) AND p.day BETWEEN $window_start AND $day
      AND o.line IS NULL AND p.calls > 0 AND p.caller <> CAST($withheld AS BIGINT)
    GROUP BY 1, 2
  ) AS b
  JOIN pair_day AS p ON p.caller = b.line AND p.callee = b.counterpart
  LEFT JOIN owner_break AS k ON k.line = p.caller
  WHERE (k.line IS NULL OR p.day >= k.since) AND p.day BETWEEN $window_start AND $day
    AND p.day <= b.first_day AND p.calls > 0
  GROUP BY 1, 2, 3, 4
) AS back
GROUP BY 1
