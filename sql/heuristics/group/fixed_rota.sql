/*---
title: A block of fixed numbers that takes turns
family: group
reads: [group_rota, group_window, rota_line, network_window]
params:
  min_lines: { default: 4, unit: numbers, source: "judgement: three are a shop with three telephones" }
  min_days: { default: 2, unit: days, source: "judgement: once may be chance" }
  max_dispersion: { default: 2, unit: variance by mean, source: "1 where a dialler deals calls out by chance; desks with people of their own stand at 3 and more (judgement)" }
  min_full: { default: 0.75, unit: share of days, source: "judgement: people have days off, channels do not" }
  max_spread: { default: 5400, unit: seconds, source: "judgement: at twenty calls a day a line's first comes within half an hour, the last of ten lines' within one and a half" }
  max_shared: { default: 0.15, unit: share of callees, source: "judgement: in a rota each callee is rung by one number only; some are passed on, and in a small country chance gives a tenth; a centre whose agents share customers stands at a fifth and more" }
  min_callbacks: { default: 10, unit: calls, source: "judgement: enough to say that callbacks are seen" }
  attended: { default: 0.08, unit: share of callbacks, source: "judgement: the least attended honest block, whose dialler presents a number where few calls are taken; victims of a gang who ring back reach nobody" }
  quiet_days: { default: 2, unit: days of records before the block's first, source: "judgement: a block that is first heard of later than this was dormant or is new" }
  min_accounts: { default: 2, unit: companies, source: "judgement: a centre is one company's; an agent's relay may be in several names" }
  max_off: { default: 0.35, unit: share of the average line, source: "judgement: a number that does much more or less is no part of the rota" }
unit: calls a day
because: "{lines} neighbouring numbers shared their calls evenly (variance by mean {dispersion}), this one with {value} a day; {shared_callees} of {callees} callees were rung by more than one of them, and {callbacks_answered} of {callbacks} callbacks were answered"
recount: |
  SELECT round(1e0 * count(*) / count(DISTINCT day), 1) AS value FROM records
  WHERE line = $line AND direction = 'MO' AND service = 'voice' AND day BETWEEN $from AND $to
false_positives: [a telemarketer with a dialler whose numbers take no calls]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["relays whose numbers are scattered", "relays that pick up when called back"]
references: []
status: experimental
---*/
-- A centre's agents differ, have days off and share their customers; a block that was let for a dialler does not. Who
-- rings back is what tells an honest dialler: where callbacks are not seen, only a block that woke within the window is
-- told. A gang picks up when a victim rings, so that few callbacks do not tell it from the least attended honest block:
-- then it counts that the block woke, or is in several companies' names.
SELECT
  'group' AS subject_type,
  r.group_id AS subject_id,
  l.line,
  CASE WHEN g.callbacks < $min_callbacks THEN 0.5e0 WHEN g.is_silent THEN 1e0 ELSE 0.75e0 END AS strength,
  l.rate AS value,
  round((1e0 - $max_off) * l.average, 1) AS threshold,
  r.lines,
  r.dispersion,
  r.callees,
  r.shared_callees,
  g.callbacks,
  g.callbacks_answered
FROM group_rota AS r
JOIN (
  SELECT
    w.group_id,
    w.callbacks,
    w.callbacks_answered,
    -- A standard deviation fewer than attended lines have.
    w.callbacks_answered <= round($attended * w.callbacks - sqrt($attended * w.callbacks), 6) AS is_silent,
    date_diff('day', n.first_day, w.first_day) > $quiet_days AS has_woken,
    w.accounts >= $min_accounts AS is_agents
  FROM group_window AS w
  CROSS JOIN network_window AS n
) AS g ON g.group_id = r.group_id
JOIN (
  SELECT
    group_id,
    line,
    round(1e0 * calls / days, 1) AS rate,
    round(1e0 * sum(calls) OVER (PARTITION BY group_id) / sum(days) OVER (PARTITION BY group_id), 1) AS average
  FROM (
    SELECT group_id, line, CAST(sum(calls) AS BIGINT) AS calls, count(*) AS days
    FROM rota_line
    GROUP BY 1, 2
  ) AS totals
) AS l ON l.group_id = r.group_id
WHERE r.lines >= $min_lines
  AND r.days >= $min_days
  AND r.full_days >= $min_full * r.days
  AND r.dispersion <= $max_dispersion
  AND r.start_spread <= $max_spread
  AND r.stop_spread <= $max_spread
  AND r.shared_callees <= $max_shared * r.callees
  AND abs(l.rate - l.average) <= $max_off * l.average
  AND CASE
    WHEN g.callbacks < $min_callbacks THEN g.has_woken
    ELSE g.is_silent OR (g.callbacks_answered <= $attended * g.callbacks AND (g.has_woken OR g.is_agents))
  END
