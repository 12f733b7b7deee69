/*---
title: People whom suspects talked to for long, for a warning
grain: window
reads: [stranger_call, suspects]
params:
  half_life: { default: 3, unit: days, source: "judgement: a warning helps while the story goes on, which is days" }
---*/
-- Somebody counts as a victim when a suspect of the block or review tier talked to him for long after a suspect's short
-- call (a probe), or after another suspect had reached him. The order is answered seconds x recency x number of suspects.
SELECT
  callee,
  row_number() OVER (ORDER BY urgency DESC, callee) AS rank,
  suspects,
  calls,
  long_calls,
  answered_seconds,
  first_call,
  last_call,
  best_rank,
  urgency
FROM (
  SELECT
    callee,
    count(DISTINCT line) AS suspects,
    count(*) AS calls,
    count(*) FILTER (WHERE is_long) AS long_calls,
    CAST(sum(duration) AS BIGINT) AS answered_seconds,
    min(start_time) AS first_call,
    max(start_time) AS last_call,
    min(rank) AS best_rank,
    round(1e0 * sum(duration) * count(DISTINCT line)
      * power(0.5e0, 1e0 * date_diff('day', max(CAST(date_trunc('day', start_time) AS DATE)), $day) / $half_life), 3)
      AS urgency
  FROM (
    SELECT
      c.callee,
      c.line,
      c.start_time,
      c.duration,
      c.is_long,
      s.rank,
      c.is_long AND (c.is_probed OR o.line IS NOT NULL) AS is_taken
    FROM stranger_call AS c
    JOIN suspects AS s ON s.line = c.line
    LEFT JOIN suspects AS o ON o.line = c.relayed_from AND o.tier IN ('block', 'review')
    WHERE s.tier IN ('block', 'review')
  ) AS told
  GROUP BY 1
  HAVING count(*) FILTER (WHERE is_taken) > 0
) AS weighed
