/*---
title: What the exports of the window hold at all
grain: window
reads: [line_window]
params: {}
---*/
-- One row. A heuristic that rests on something the exports do not carry must not read its absence as evidence.
SELECT
  count(*) AS lines,
  CAST(COALESCE(sum(out_calls), 0) AS BIGINT) AS out_calls,
  CAST(COALESCE(sum(out_answered), 0) AS BIGINT) AS out_answered,
  CAST(COALESCE(sum(in_calls), 0) AS BIGINT) AS in_calls,
  min(first_day) AS first_day,
  max(last_day) AS last_day,
  -- Lines with records of what came in: who calls from another network is known from these only.
  round(1e0 * count(*) FILTER (WHERE records > out_calls + out_messages) / NULLIF(count(*), 0), 4) AS called_share
FROM line_window
