/*---
title: People ring back, and nobody answers
family: social
plain: true
reads: [callback_window, network_window]
params:
  min_callers: { default: 4, unit: people who rang back, source: "judgement: two or three may be chance" }
  sure_callers: { default: 15, unit: people who rang back, source: "judgement" }
  min_unanswered: { default: 0.85, unit: share of callbacks, source: "judgement: victims who ring a box back reach nobody (domain.md, signal 7); the share leaves room for a voicemail or a curious operator" }
  min_network_answered: { default: 0.3, unit: share of calls, source: "judgement: where fewer calls are answered in the whole network, the exports do not say how calls went" }
unit: share of callbacks
because: "{callers} people whom it had called rang back, and {value_share} of {callbacks} such calls were not answered (calls between lines of this kind left out, three a caller at most)"
recount: |
  SELECT value_share AS value FROM (
    SELECT round(1e0 - 1e0 * sum(least(answered, 3)) / sum(least(calls, 3)), 4) AS value_share FROM (
      SELECT counterpart, CAST(sum(calls) AS BIGINT) AS calls, CAST(sum(answered) AS BIGINT) AS answered FROM (
        SELECT day, counterpart, min(out_day) AS out_day, min(in_day) AS in_day, greatest(sum(own), sum(theirs)) AS calls,
          greatest(sum(own_answered), sum(theirs_answered)) AS answered
        FROM (
          SELECT day, counterpart,
            CASE WHEN direction = 'MO' THEN day END AS out_day, CASE WHEN direction = 'MT' THEN day END AS in_day,
            CASE WHEN direction = 'MT' THEN 1 ELSE 0 END AS own, 0 AS theirs,
            CASE WHEN direction = 'MT' AND outcome = 'answered' THEN 1 ELSE 0 END AS own_answered, 0 AS theirs_answered
          FROM records WHERE line = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
          UNION ALL
          SELECT day, line,
            CASE WHEN direction = 'MT' THEN day END, CASE WHEN direction = 'MO' THEN day END,
            0, CASE WHEN direction = 'MO' THEN 1 ELSE 0 END,
            0, CASE WHEN direction = 'MO' AND outcome = 'answered' THEN 1 ELSE 0 END
          FROM records WHERE counterpart = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
        ) AS sides GROUP BY 1, 2
      ) AS days
      WHERE counterpart <> -1358013299730426063 AND counterpart NOT IN (SELECT line FROM stranger_line)
      GROUP BY 1 HAVING min(out_day) <= min(in_day)
    ) AS back
  ) AS counted
false_positives: [couriers on the road, telemarketers who present a number that nobody attends, payphones]
cleared_by: [place/mobility_with_answered_callbacks, lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["boxes with a voicemail", "exports without incoming calls or without outcomes"]
references: ["domain.md, signals 2 and 7"]
status: stable
---*/
SELECT
  'line' AS subject_type,
  b.line AS subject_id,
  b.line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (b.callers - $min_callers) / NULLIF($sure_callers - $min_callers, 0)), 6)
    AS strength,
  b.share AS value,
  CAST($min_unanswered AS DOUBLE) AS threshold,
  b.share AS value_share,
  b.callers,
  b.callbacks
FROM (
  SELECT line, callers, callbacks, round(1e0 - 1e0 * callbacks_answered / callbacks, 4) AS share
  FROM callback_window
  WHERE callers >= $min_callers
) AS b
CROSS JOIN network_window AS n
WHERE b.share >= $min_unanswered
  AND n.out_answered >= $min_network_answered * n.out_calls
