/*---
title: Who called whom, and how it went, a day
grain: day
reads: [records]
params:
  short_seconds: { default: 20, unit: seconds, source: "an average below 10 to 20 s marks scam and robocall lines (domain.md)" }
---*/
-- One row per caller and callee. A call may have left a record at both ends or at one: both sides are counted
-- and the greater is believed, never the sum. Forwarded legs are nobody's own call.
SELECT
  caller,
  callee,
  max(calls) AS calls,
  max(answered) AS answered,
  max(unanswered) AS unanswered,
  max(short_calls) AS short_calls,
  max(talk_seconds) AS talk_seconds,
  max(messages) AS messages
FROM (
  SELECT
    CASE WHEN direction = 'MT' THEN counterpart ELSE line END AS caller,
    CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
    direction,
    count(*) FILTER (WHERE service = 'voice') AS calls,
    count(*) FILTER (WHERE service = 'voice' AND outcome = 'answered') AS answered,
    count(*) FILTER (WHERE service = 'voice' AND outcome NOT IN ('answered', 'unknown')) AS unanswered,
    count(*) FILTER (WHERE service = 'voice' AND outcome = 'answered' AND duration <= $short_seconds) AS short_calls,
    CAST(sum(CASE WHEN service = 'voice' THEN duration ELSE 0 END) AS BIGINT) AS talk_seconds,
    count(*) FILTER (WHERE service = 'sms') AS messages
  FROM records
  WHERE day = $day AND direction <> 'CF' AND service <> 'data'
  GROUP BY 1, 2, 3
) AS sides
GROUP BY 1, 2
