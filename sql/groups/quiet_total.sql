/*---
title: How many people each line without a circle reached, took over, and would have taken over by chance
grain: window
reads: [stranger_call, quiet_line, quiet_call]
params: {}
---*/
-- Chance is what happens between quiet lines and all the busy ones that call strangers in the same
-- network: so often are the same people reached within two days by lines that know nothing of each other, and talk
-- longer the second time. One is added, so that none seen is not never. It is per pair of numbers reached: a
-- line that reaches few, in a great network, meets hardly any.
SELECT
  t.line,
  t.reached,
  n.lines,
  round((1e0 + g.grown) / (1e0 + 1e0 * n.by_quiet * n.by_others), 18) AS rate,
  round((1e0 + g.grown) / (1e0 + 1e0 * n.by_quiet * n.by_others) * t.reached * (n.by_quiet - t.reached), 12) AS expected,
  round((1e0 + g.met) / (1e0 + 1e0 * n.by_quiet * n.by_others), 18) AS met_rate,
  -- Of those that two lines reach who know nothing of each other, how many talk longer the second time: a third before
  -- anything is seen.
  round((1e0 + g.grown) / (3e0 + g.met), 9) AS grown_share,
  COALESCE(o.met, 0) AS met,
  COALESCE(o.taken, 0) AS taken,
  COALESCE(o.shrunk, 0) AS shrunk
FROM (
  SELECT c.line, count(DISTINCT c.callee) AS reached
  FROM stranger_call AS c
  JOIN quiet_line AS q ON q.line = c.line
  GROUP BY 1
) AS t
CROSS JOIN (
  SELECT
    count(*) FILTER (WHERE is_quiet) AS lines,
    CAST(COALESCE(sum(reached) FILTER (WHERE is_quiet), 0) AS BIGINT) AS by_quiet,
    CAST(COALESCE(sum(reached) FILTER (WHERE NOT is_quiet), 0) AS BIGINT) AS by_others
  FROM (
    SELECT c.line, q.line IS NOT NULL AS is_quiet, count(DISTINCT c.callee) AS reached
    FROM stranger_call AS c
    LEFT JOIN quiet_line AS q ON q.line = c.line
    GROUP BY 1, 2
  ) AS every_line
) AS n
CROSS JOIN (
  SELECT count(*) AS met, CAST(COALESCE(sum(grown), 0) AS BIGINT) AS grown FROM quiet_call WHERE quiet = 1
) AS g
LEFT JOIN (
  SELECT
    line,
    count(DISTINCT callee) AS met,
    count(DISTINCT CASE WHEN grown = 1 THEN callee END) AS taken,
    count(DISTINCT CASE WHEN shrunk = 1 THEN callee END) AS shrunk
  FROM (
    SELECT line_a AS line, callee, grown, shrunk FROM quiet_call WHERE quiet = 2
    UNION ALL
    SELECT line_b AS line, callee, grown, shrunk FROM quiet_call WHERE quiet = 2
  ) AS ends
  GROUP BY 1
) AS o ON o.line = t.line
