/*---
title: Who called whom, a day
grain: day
reads: [records]
params: {}
---*/
-- One row per caller and callee. A call may have left a record at both ends or at one: both sides are counted
-- and the greater is believed, never the sum. Forwarded legs are nobody's own call.
SELECT
  caller,
  callee,
  greatest(
    count(*) FILTER (WHERE is_voice AND NOT is_received),
    count(*) FILTER (WHERE is_voice AND is_received)
  ) AS calls,
  greatest(
    count(*) FILTER (WHERE is_answered AND NOT is_received),
    count(*) FILTER (WHERE is_answered AND is_received)
  ) AS answered,
  greatest(
    count(*) FILTER (WHERE is_message AND NOT is_received),
    count(*) FILTER (WHERE is_message AND is_received)
  ) AS messages
FROM (
  SELECT
    CASE WHEN direction = 'MT' THEN counterpart ELSE line END AS caller,
    CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
    direction = 'MT' AS is_received,
    service = 'voice' AS is_voice,
    service = 'voice' AND outcome = 'answered' AS is_answered,
    service = 'sms' AS is_message
  FROM records
  WHERE day = $day AND direction <> 'CF' AND service <> 'data'
) AS sides
GROUP BY 1, 2
