/*---
title: Talks that grow longer when another line takes over, as far as a quiet line has part in them
grain: window
reads: [stranger_call, quiet_line, cohort_line, ref_lines]
params:
  max_lines: { default: 8, unit: lines that reach a number, source: "judgement: a number that more of them reach is a shop's or a bank's; a victim is passed on among a few" }
  min_seconds: { default: 120, unit: seconds, source: "judgement: two minutes with a stranger is a talk" }
  min_growth: { default: 1.5, unit: times the other line's call before, source: "judgement: a story goes on; calls of one kind are as often shorter as longer, and seldom by half" }
  near: { default: 20, unit: numbers, source: "as in block_callbacks: fixed neighbours in number are taken for colleagues where accounts are not known" }
---*/
-- A row per pair of lines and number that both reached within two days. `quiet` is how many of the two are quiet lines:
-- where it is one, the other line is a busy stranger's, which shows what chance does among the same people.
SELECT
  k.line_a,
  k.line_b,
  k.callee,
  k.quiet,
  k.grown,
  k.shrunk,
  k.talked
FROM (
  SELECT
    least(c.line, c.relayed_from) AS line_a,
    greatest(c.line, c.relayed_from) AS line_b,
    c.callee,
    max(CASE WHEN a.line IS NULL THEN 0 ELSE 1 END + CASE WHEN b.line IS NULL THEN 0 ELSE 1 END) AS quiet,
    max(CASE WHEN c.duration >= $min_seconds AND c.duration >= $min_growth * c.relayed_seconds THEN 1 ELSE 0 END) AS grown,
    max(
      CASE WHEN c.relayed_seconds >= $min_seconds AND c.relayed_seconds >= $min_growth * c.duration THEN 1 ELSE 0 END
    ) AS shrunk,
    max(CASE WHEN c.duration >= $min_seconds THEN 1 ELSE 0 END) AS talked
  FROM stranger_call AS c
  LEFT JOIN quiet_line AS a ON a.line = c.line
  LEFT JOIN quiet_line AS b ON b.line = c.relayed_from
  LEFT JOIN cohort_line AS x ON x.line = c.line AND NOT x.by_radio
  LEFT JOIN cohort_line AS y ON y.line = c.relayed_from AND NOT y.by_radio
  LEFT JOIN ref_lines AS r ON r.line = c.line
  LEFT JOIN ref_lines AS o ON o.line = c.relayed_from
  WHERE c.relayed_from IS NOT NULL AND (a.line IS NOT NULL OR b.line IS NOT NULL)
    -- Colleagues pass customers on, and are known to be colleagues; so are those who share a switchboard.
    AND NOT COALESCE(x.line - y.line BETWEEN -1 * $near AND $near, false)
    AND NOT COALESCE(r.account = o.account AND r.customer_type IN ('corporate', 'business', 'enterprise'), false)
  GROUP BY 1, 2, 3
) AS k
JOIN (
  SELECT callee
  FROM stranger_call
  GROUP BY 1
  HAVING count(DISTINCT line) BETWEEN 2 AND $max_lines
) AS few ON few.callee = k.callee
