/*---
title: Lines that may belong to a group
grain: window
reads: [candidate_call]
params:
  min_calls: { default: 48, unit: calls and messages, source: "judgement: two an hour; fewer do not tell a clock from a person" }
  even_hours: { default: 0.085, unit: "share of calls in the busiest hour of the day", source: "judgement: an even spread over 24 hours is 0.042, twice that allows for chance; people's calls, and boxes that carry them, have a night" }
---*/
-- What runs by the clock, day and night alike, is a machine or a probe: nobody's calls come like that, and its
-- fixed numbers of calls a day would look like a quota.
SELECT
  line,
  calls,
  by_radio,
  first_day,
  last_day,
  days
FROM (
  SELECT
    line,
    CAST(sum(calls) AS BIGINT) AS calls,
    max(calls) AS peak,
    bool_or(by_radio) AS by_radio,
    min(first_day) AS first_day,
    max(last_day) AS last_day
  FROM (
    SELECT
      line,
      hour(start_time) AS at_hour,
      count(*) AS calls,
      bool_or(by_radio) AS by_radio,
      min(day) AS first_day,
      max(day) AS last_day
    FROM candidate_call
    GROUP BY 1, 2
  ) AS by_hour
  GROUP BY 1
) AS l
JOIN (
  SELECT line AS of_line, count(DISTINCT day) AS days
  FROM candidate_call
  GROUP BY 1
) AS d ON d.of_line = l.line
WHERE calls < $min_calls OR peak >= $even_hours * calls
