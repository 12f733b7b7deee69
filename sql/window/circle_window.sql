/*---
title: Circle and strangers of busy lines in the window
grain: window
reads: [pair_day, busy_line, owner_break]
alone: true
params:
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- A person has a circle: a few numbers that take most calls, and that call back. A stranger is a number that was
-- contacted on one day only and never got in touch itself. The circle of a card's former owner is nobody's.
SELECT
  line,
  contacts,
  contacted,
  callees,
  strangers,
  contacted_strangers,
  COALESCE(element_at(top5, 1), 0) + COALESCE(element_at(top5, 2), 0) + COALESCE(element_at(top5, 3), 0)
    + COALESCE(element_at(top5, 4), 0) + COALESCE(element_at(top5, 5), 0) AS top5_contacted,
  repeat_contacts,
  mutual_contacts,
  contacted_mutual,
  uninvited,
  callback_callees,
  callbacks,
  callbacks_answered
FROM (
  SELECT
    line,
    count(*) FILTER (WHERE out_days > 0) AS contacts,
    CAST(COALESCE(sum(CAST(contacted AS DOUBLE)), 0) AS BIGINT) AS contacted,
    count(*) FILTER (WHERE rang) AS callees,
    count(*) FILTER (WHERE out_days = 1 AND first_in_day IS NULL) AS strangers,
    CAST(COALESCE(sum(CAST(contacted AS DOUBLE)) FILTER (WHERE out_days = 1 AND first_in_day IS NULL), 0) AS BIGINT) AS contacted_strangers,
    max(contacted, 5) AS top5,
    count(*) FILTER (WHERE out_days >= 2) AS repeat_contacts,
    -- Friends: both sides get in touch.
    count(*) FILTER (WHERE out_days > 0 AND first_in_day IS NOT NULL) AS mutual_contacts,
    CAST(COALESCE(sum(CAST(contacted AS DOUBLE)) FILTER (WHERE first_in_day IS NOT NULL), 0) AS BIGINT) AS contacted_mutual,
    -- Who got in touch before the line ever did. Within a day nobody knows who was first: that is taken for a callback.
    -- A sender with a name that only writes is an advertiser; one that rings is a person whose number was made unreadable.
    count(*) FILTER (WHERE first_in_day IS NOT NULL AND (counterpart > 0 OR in_calls > 0) AND (first_out_day IS NULL OR first_in_day < first_out_day))
      AS uninvited,
    -- Callbacks: calls from numbers that this line called no later than they called.
    count(*) FILTER (WHERE rang AND in_calls > 0 AND first_out_day <= first_in_day) AS callback_callees,
    CAST(COALESCE(sum(CAST(in_calls AS DOUBLE)) FILTER (WHERE rang AND first_out_day <= first_in_day), 0) AS BIGINT)
      AS callbacks,
    CAST(COALESCE(sum(CAST(in_answered AS DOUBLE)) FILTER (WHERE rang AND first_out_day <= first_in_day), 0) AS BIGINT)
      AS callbacks_answered
  FROM (
    -- One row per busy line and contact, with what went out to it and what came back from it.
    SELECT
      line,
      counterpart,
      CAST(sum(CAST(contacted AS DOUBLE)) AS BIGINT) AS contacted,
      bool_or(rang) AS rang,
      count(first_out_day) AS out_days,
      CAST(sum(CAST(in_calls AS DOUBLE)) AS BIGINT) AS in_calls,
      CAST(sum(CAST(in_answered AS DOUBLE)) AS BIGINT) AS in_answered,
      min(first_out_day) AS first_out_day,
      min(first_in_day) AS first_in_day
    FROM (
      SELECT
        p.caller AS line,
        p.callee AS counterpart,
        p.calls + p.messages AS contacted,
        p.calls > 0 AS rang,
        0 AS in_calls,
        0 AS in_answered,
        p.day AS first_out_day,
        CAST(NULL AS DATE) AS first_in_day
      FROM pair_day AS p
      JOIN busy_line AS b ON b.line = p.caller
      LEFT JOIN owner_break AS o ON o.line = p.caller
      WHERE (o.line IS NULL OR p.day >= o.since) AND p.day BETWEEN $window_start AND $day AND p.callee <> CAST($withheld AS BIGINT)
      UNION ALL
      SELECT p.callee, p.caller, 0, false, p.calls, p.answered, CAST(NULL AS DATE), p.day
      FROM pair_day AS p
      JOIN busy_line AS b ON b.line = p.callee
      LEFT JOIN owner_break AS o ON o.line = p.callee
      WHERE (o.line IS NULL OR p.day >= o.since) AND p.day BETWEEN $window_start AND $day AND p.caller <> CAST($withheld AS BIGINT)
    ) AS both_ways
    GROUP BY 1, 2
  ) AS contact
  GROUP BY 1
) AS counted
