/*---
title: Activated in one batch, and all of them call strangers
family: lifecycle
reads: [stranger_line, line_window, ref_lines]
params:
  within: { default: 3, unit: days before and after, source: "judgement: SIMs of one purchase are registered within days" }
  min_lines: { default: 4, unit: lines, source: "judgement: a family's or a shop's lines stay below" }
  sure_lines: { default: 10, unit: lines, source: "judgement" }
  max_lag: { default: 1, unit: days, source: "judgement: registration may lag a day behind the first call; a line seen earlier was ported in or got a new contract, and is older than the date says" }
  max_chance: { default: 0.001, unit: chance that so many came about by themselves, source: "judgement: an operator's dealers sell in some thousand such spans a year" }
  min_share: { default: 0.3, unit: share of the dealer's lines of those days, source: "judgement: a big shop has some heavy callers on any day, a bought batch has little else" }
unit: lines
because: "{value} of the {batch} lines that dealer {dealer} activated within {within_days} days of it call mostly strangers; as other dealers' lines of those days do, {expected} would"
recount: |
  SELECT count(*) AS value FROM ref_lines AS mine
  JOIN ref_lines AS other ON other.dealer = mine.dealer
    AND abs(date_diff('day', mine.activation_date, other.activation_date)) <= 3
  JOIN stranger_line AS s ON s.line = other.line
  JOIN line_window AS w ON w.line = other.line AND date_diff('day', w.first_day, other.activation_date) <= 1
  WHERE mine.line = $line
    AND COALESCE(other.customer_type, '') NOT IN ('corporate', 'business', 'enterprise', 'test', 'probe', 'payphone', 'a2p')
    AND COALESCE(lower(other.product), '') NOT IN ('test', 'probe', 'payphone', 'a2p')
false_positives: [a sales team or couriers who bought their phones together]
cleared_by: [social/answered_callbacks, social/mutual_circle, place/mobility_with_answered_callbacks]
blind_spots: ["SIMs gathered from many shops", "batches of company accounts, which are bought together as a rule", "no table of lines"]
references: []
status: experimental
---*/
-- A shop at an airport or a great web shop has many buyers who know nobody here, on any day: what counts is how many more
-- there are than among what other dealers sold on those days. The chance is Chernoff's bound. Lines of the operator's
-- own are activated together, and are no purchase.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(
    (0.5e0 + 0.5e0 * least(1e0, 1e0 * (strangers - $min_lines) / NULLIF($sure_lines - $min_lines, 0)))
      * (1e0 - usual * batch / strangers), 6
  ) AS strength,
  CAST(strangers AS DOUBLE) AS value,
  CAST($min_lines AS DOUBLE) AS threshold,
  batch,
  dealer,
  round(usual * batch, 1) AS expected,
  CAST($within AS BIGINT) AS within_days
FROM (
  SELECT
    w.*,
    -- With few lines of others to compare with, little is taken for usual.
    1e0 * (all_strangers - strangers) / (all_lines - batch + $min_lines) AS usual
  FROM (
    SELECT
      line,
      dealer,
      is_stranger,
      count(*) OVER (
        PARTITION BY dealer ORDER BY activated RANGE BETWEEN $within PRECEDING AND $within FOLLOWING
      ) AS batch,
      count(CASE WHEN is_stranger THEN 1 END) OVER (
        PARTITION BY dealer ORDER BY activated RANGE BETWEEN $within PRECEDING AND $within FOLLOWING
      ) AS strangers,
      count(*) OVER (ORDER BY activated RANGE BETWEEN $within PRECEDING AND $within FOLLOWING) AS all_lines,
      count(CASE WHEN is_stranger THEN 1 END) OVER (
        ORDER BY activated RANGE BETWEEN $within PRECEDING AND $within FOLLOWING
      ) AS all_strangers
    FROM (
      SELECT
        r.line,
        r.dealer,
        date_diff('day', DATE '2000-01-01', r.activation_date) AS activated,
        s.line IS NOT NULL AND date_diff('day', w.first_day, r.activation_date) <= $max_lag AS is_stranger
      FROM ref_lines AS r
      JOIN line_window AS w ON w.line = r.line
      LEFT JOIN stranger_line AS s ON s.line = r.line
      WHERE r.dealer IS NOT NULL
        AND r.activation_date IS NOT NULL
        AND COALESCE(r.customer_type, '') NOT IN ('corporate', 'business', 'enterprise', 'test', 'probe', 'payphone', 'a2p')
        AND COALESCE(lower(r.product), '') NOT IN ('test', 'probe', 'payphone', 'a2p')
    ) AS bought
  ) AS w
) AS batches
WHERE is_stranger
  AND strangers >= $min_lines
  AND strangers >= $min_share * batch
  AND strangers > usual * batch
  AND round(
    power(usual * batch / strangers, strangers)
      * CASE WHEN batch = strangers THEN 1e0 ELSE power((1e0 - usual) * batch / (batch - strangers), batch - strangers) END, 9
  ) <= $max_chance
