/*---
title: Lines that may belong to a group
grain: window
reads: [stranger_record, callback_window, ref_lines]
params:
  min_calls: { default: 48, unit: calls and messages, source: "judgement: two an hour; fewer do not tell a clock from a person" }
  min_answered: { default: 3, unit: calls, source: "judgement: one or two may be a mistake" }
  answers: { default: 0.4, unit: share of callbacks, source: "judgement: a courier misses some on the road; victims who ring a box back reach nobody" }
  all_hours: { default: 22, unit: hours of the day, source: "judgement: who pauses for three is no clock" }
  even_hours: { default: 0.085, unit: "share of calls in the busiest hour of the day", source: "judgement: an even spread over 24 hours is 0.042, twice that allows for chance; people's calls, and boxes that carry them, have a night" }
---*/
-- What runs by the clock, day and night alike, is a machine or a probe: nobody's calls come like that, and its
-- fixed numbers of calls a day would look like a quota.
SELECT
  l.line,
  l.calls,
  l.by_radio,
  l.first_day,
  l.last_day,
  d.days,
  round(1e0 * l.calls / d.days, 2) AS rate,
  l.answered,
  round(1e0 * l.messages / l.calls, 3) AS message_share,
  -- Standard errors of shares as if one more were there and one more not: none is known for certain.
  round(sqrt(power(l.calls + 2e0, -3) * (l.messages + 1) * (l.calls - l.messages + 1)), 4) AS message_error,
  round(1e0 * l.answered / NULLIF(l.calls - l.messages, 0), 3) AS answer_share,
  round(sqrt(power(l.calls - l.messages + 2e0, -3) * (l.answered + 1) * (l.calls - l.messages - l.answered + 1)), 4) AS answer_error,
  round(1e0 * l.seconds / NULLIF(l.answered, 0), 1) AS mean_seconds,
  round(sqrt(
    greatest(1e0 * l.squares - 1e0 * l.seconds * l.seconds / NULLIF(l.answered, 0), 0e0)
      / NULLIF(l.answered, 0) / NULLIF(l.answered - 1, 0)
  ), 1) AS mean_error,
  COALESCE(r.customer_type IN ('corporate', 'business', 'enterprise'), false) AS in_company,
  -- The account, where it is a company's.
  CASE WHEN r.customer_type IN ('corporate', 'business', 'enterprise') THEN r.account END AS company,
  COALESCE(b.callbacks, 0) AS callbacks,
  COALESCE(b.callbacks_answered, 0) AS callbacks_answered,
  -- Who picks up when strangers ring back does not hide: such a line is nobody's neighbour for being in a place.
  COALESCE(b.callbacks_answered >= $min_answered AND b.callbacks_answered >= $answers * b.callbacks, false) AS answers
FROM (
  SELECT
    line,
    CAST(sum(calls) AS BIGINT) AS calls,
    max(calls) AS peak,
    count(*) AS hours,
    CAST(sum(answered) AS BIGINT) AS answered,
    CAST(sum(messages) AS BIGINT) AS messages,
    CAST(sum(seconds) AS BIGINT) AS seconds,
    CAST(sum(squares) AS BIGINT) AS squares,
    bool_or(by_radio) AS by_radio,
    min(first_day) AS first_day,
    max(last_day) AS last_day
  FROM (
    SELECT
      line,
      hour(start_time) AS at_hour,
      count(*) AS calls,
      count(*) FILTER (WHERE answered AND service = 'voice') AS answered,
      count(*) FILTER (WHERE service = 'sms') AS messages,
      COALESCE(sum(duration) FILTER (WHERE answered AND service = 'voice'), 0) AS seconds,
      COALESCE(sum(duration * duration) FILTER (WHERE answered AND service = 'voice'), 0) AS squares,
      bool_or(by_radio) AS by_radio,
      min(day) AS first_day,
      max(day) AS last_day
    FROM stranger_record
    GROUP BY 1, 2
  ) AS by_hour
  GROUP BY 1
) AS l
JOIN (
  SELECT line, count(DISTINCT day) AS days
  FROM stranger_record
  GROUP BY 1
) AS d ON d.line = l.line
LEFT JOIN callback_window AS b ON b.line = l.line
LEFT JOIN ref_lines AS r ON r.line = l.line
WHERE (l.calls < $min_calls OR l.hours < $all_hours OR l.peak >= $even_hours * l.calls)
  -- What the operator runs itself stands beside boxes without belonging to them.
  AND COALESCE(r.customer_type, '') NOT IN ('test', 'probe', 'payphone', 'a2p')
  AND COALESCE(lower(r.product), '') NOT IN ('test', 'probe', 'payphone', 'a2p')
