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
  greatest(mo_calls, mt_calls) AS calls,
  greatest(mo_answered, mt_answered) AS answered,
  greatest(mo_unanswered, mt_unanswered) AS unanswered,
  greatest(mo_short, mt_short) AS short_calls,
  greatest(mo_seconds, mt_seconds) AS talk_seconds,
  greatest(mo_messages, mt_messages) AS messages
FROM (
  SELECT
    CASE WHEN direction = 'MT' THEN counterpart ELSE line END AS caller,
    CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
    count(*) FILTER (WHERE direction = 'MO' AND service = 'voice') AS mo_calls,
    count(*) FILTER (WHERE direction = 'MT' AND service = 'voice') AS mt_calls,
    count(*) FILTER (WHERE direction = 'MO' AND service = 'voice' AND outcome = 'answered') AS mo_answered,
    count(*) FILTER (WHERE direction = 'MT' AND service = 'voice' AND outcome = 'answered') AS mt_answered,
    count(*) FILTER (WHERE direction = 'MO' AND service = 'voice' AND outcome NOT IN ('answered', 'unknown'))
      AS mo_unanswered,
    count(*) FILTER (WHERE direction = 'MT' AND service = 'voice' AND outcome NOT IN ('answered', 'unknown'))
      AS mt_unanswered,
    count(*) FILTER (WHERE direction = 'MO' AND service = 'voice' AND outcome = 'answered'
      AND duration <= $short_seconds) AS mo_short,
    count(*) FILTER (WHERE direction = 'MT' AND service = 'voice' AND outcome = 'answered'
      AND duration <= $short_seconds) AS mt_short,
    CAST(COALESCE(sum(duration) FILTER (WHERE direction = 'MO' AND service = 'voice'), 0) AS BIGINT) AS mo_seconds,
    CAST(COALESCE(sum(duration) FILTER (WHERE direction = 'MT' AND service = 'voice'), 0) AS BIGINT) AS mt_seconds,
    count(*) FILTER (WHERE direction = 'MO' AND service = 'sms') AS mo_messages,
    count(*) FILTER (WHERE direction = 'MT' AND service = 'sms') AS mt_messages
  FROM records
  WHERE day = $day AND direction IN ('MO', 'MT') AND service IN ('voice', 'sms')
  GROUP BY 1, 2
) AS both_sides
