/*---
title: Takes over people whom other lines have sounded out
family: social
reads: [stranger_call]
params:
  min_relayed: { default: 3, unit: people, source: "judgement: one or two may be chance" }
  sure_relayed: { default: 10, unit: people, source: "judgement" }
  min_times: { default: 2.5, unit: "times the share of its short calls", source: "judgement: by chance, whom it talks to for long was reached before as often as anybody else it calls" }
  max_chance: { default: 0.005, unit: chance, source: "judgement, by Chernoff's bound, which is some five times the chance itself: of a thousand such lines one gets there by itself" }
unit: people
because: "in its {long_calls} long talks it took over {value} people who had answered another such line within two days before; of its {short_calls} short calls only {relayed_short} were"
recount: |
  SELECT count(DISTINCT counterpart) AS value FROM (
    SELECT line, counterpart, duration,
      lag(line, 1) OVER w AS line1, lag(start_time, 1) OVER w AS time1,
      lag(line, 2) OVER w AS line2, lag(start_time, 2) OVER w AS time2, start_time
    FROM records
    WHERE direction = 'MO' AND service = 'voice' AND outcome = 'answered' AND day BETWEEN $from AND $to
      AND counterpart <> -1358013299730426063 AND line IN (SELECT line FROM stranger_line)
      AND counterpart NOT IN (SELECT line FROM stranger_line)
    WINDOW w AS (PARTITION BY counterpart ORDER BY start_time, line, duration)
  ) AS calls
  WHERE line = $line AND duration >= 180
    AND ((line1 <> line AND date_sub('hour', time1, start_time) < 48) OR (line2 <> line AND date_sub('hour', time2, start_time) < 48))
false_positives: [colleagues of one call centre who ring the same customers, drivers of one dispatcher]
cleared_by: [social/answered_callbacks, lifecycle/stable_corporate_account]
blind_spots: ["scams in which one line does all the talking", "first calls by other channels", "exports without the caller's records"]
references: []
status: experimental
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (relayed_long - $min_relayed) / NULLIF($sure_relayed - $min_relayed, 0)), 6)
    AS strength,
  CAST(relayed_long AS DOUBLE) AS value,
  CAST($min_relayed AS DOUBLE) AS threshold,
  long_calls,
  short_calls,
  relayed_short
FROM (
  SELECT
    line,
    long_calls,
    relayed_long,
    short_calls,
    relayed_short,
    -- What chance gives, by the line's own short calls. One is added on each side, so that none is not never.
    round(1e0 * long_calls * (1 + relayed_short) / (1 + short_calls), 6) AS by_chance
  FROM (
    SELECT
      line,
      count(*) FILTER (WHERE is_long) AS long_calls,
      count(DISTINCT CASE WHEN is_long AND relayed_from IS NOT NULL THEN callee END) AS relayed_long,
      count(*) FILTER (WHERE NOT is_long) AS short_calls,
      count(*) FILTER (WHERE NOT is_long AND relayed_from IS NOT NULL) AS relayed_short
    FROM stranger_call
    WHERE NOT calls_alike
    GROUP BY 1
  ) AS counted
) AS expected
WHERE relayed_long >= $min_relayed
  AND relayed_long >= $min_times * by_chance
  AND round(exp(relayed_long - by_chance) * power(by_chance / relayed_long, relayed_long), 9) <= $max_chance
