/*---
title: Lines whose calls come in from their own group
grain: window
reads: [inner_call, line_window, group_member]
params:
  min_inner: { default: 3, unit: calls, source: "judgement: one or two may be chance" }
  min_share: { default: 0.5, unit: share of incoming calls, source: "judgement: a person is called by many circles" }
---*/
-- `ratio` is the calls that went out for each that came in, without the group's inner ones.
SELECT
  m.group_id,
  m.line,
  i.inner_in,
  w.in_calls,
  round(1e0 * (w.out_calls - i.inner_out) / (1 + greatest(w.in_calls - i.inner_in, 0)), 1) AS ratio
FROM group_member AS m
JOIN line_window AS w ON w.line = m.line
JOIN (
  SELECT
    line,
    CAST(sum(outward) AS BIGINT) AS inner_out,
    CAST(sum(1 - outward) AS BIGINT) AS inner_in
  FROM (
    SELECT line, 1 AS outward
    FROM inner_call
    WHERE service = 'voice'
    UNION ALL
    SELECT counterpart AS line, 0 AS outward
    FROM inner_call
    WHERE service = 'voice'
  ) AS ends
  GROUP BY 1
) AS i ON i.line = m.line
WHERE i.inner_in >= $min_inner AND i.inner_in >= $min_share * w.in_calls
