/*---
title: Calls around the clock, like a machine
family: traffic
counter: true
reads: [stranger_call]
params:
  quiet_hours: { default: 4, unit: hours of the day, source: "judgement: everybody's callees sleep that long" }
  min_share: { default: 0.08, unit: share of answered calls, source: "judgement: half of the sixth that an even clock gives the quietest four hours; people and boxes leave about nothing there" }
  sure_share: { default: 0.14, unit: share of answered calls, source: "judgement: nearly the sixth of an even clock" }
  min_calls: { default: 96, unit: answered calls, source: "judgement: four for each hour of the day, or an hour may be empty by chance" }
unit: share of answered calls
because: "{value_share} of its {answered} answered calls fell into the four quietest hours of its day: it works around the clock, as probes do and nobody who wants to talk to people"
recount: |
  SELECT round(1e0 * COALESCE(sum(calls) FILTER (WHERE place <= hours - 20), 0) / sum(calls), 4) AS value FROM (
    SELECT count(*) AS calls, row_number() OVER (ORDER BY count(*), hour(start_time)) AS place, count(*) OVER () AS hours
    FROM records
    WHERE line = $line AND direction = 'MO' AND service = 'voice' AND outcome = 'answered'
      AND counterpart <> -1358013299730426063 AND day BETWEEN $from AND $to
    GROUP BY hour(start_time)
  ) AS clock
false_positives: [a box that dials at night, too, at the price of calls that nobody takes]
blind_spots: ["probes that pause at night"]
references: []
status: experimental
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(-1e0 * (0.5e0 + 0.5e0 * least(1e0, (share - $min_share) / NULLIF(1e0 * ($sure_share - $min_share), 0e0))), 6)
    AS strength,
  share AS value,
  CAST($min_share AS DOUBLE) AS threshold,
  share AS value_share,
  answered
FROM (
  SELECT
    line,
    CAST(sum(calls) AS BIGINT) AS answered,
    -- Hours without a call have no row: they are the quietest ones.
    round(1e0 * sum(CASE WHEN place <= hours - 24 + $quiet_hours THEN calls ELSE 0 END) / sum(calls), 4) AS share
  FROM (
    SELECT
      line,
      calls,
      row_number() OVER (PARTITION BY line ORDER BY calls, hour_of_day) AS place,
      count(*) OVER (PARTITION BY line) AS hours
    FROM (
      SELECT line, hour(start_time) AS hour_of_day, count(*) AS calls
      FROM stranger_call
      GROUP BY 1, 2
    ) AS clock
  ) AS ranked
  GROUP BY 1
) AS shares
WHERE answered >= $min_calls AND share >= $min_share
