/*---
title: A company's line with a stable history
family: lifecycle
counter: true
reads: [line_day, line_window, network_window, ref_lines, circle_window]
params:
  min_age: { default: 180, unit: days, source: "judgement: months of stable behaviour clear a call centre; half a year" }
  min_days_share: { default: 0.5, unit: "share of the window's days", source: "judgement: five working days of seven less a holiday" }
  max_growth: { default: 3, unit: "calls of the second half a call of the first", source: "judgement: a dormant block that wakes grows far more, a company does not" }
  bare: { default: 0.6, unit: share of strength, source: "judgement: an account alone is what fraudsters rent" }
  dead: { default: 0.3, unit: share of strength, source: "judgement: an account whose callees ring back in vain says little" }
  min_dead: { default: 8, unit: calls, source: "judgement: fewer unanswered callbacks may be chance" }
  min_callbacks: { default: 3, unit: calls, source: "judgement: one or two may be chance" }
unit: days since activation
because: "it belongs to a company's account since {value} days and worked on {out_days} days without a jump; {callbacks_answered} of {callbacks} callbacks were answered"
recount: |
  SELECT date_diff('day', CAST(activation_date AS TIMESTAMP), CAST($to AS TIMESTAMP)) AS value
  FROM ref_lines WHERE line = $line
false_positives: [resold enterprise lines of an account that was bought with its history]
blind_spots: ["companies whose lines are not in the operator's table"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  w.line AS subject_id,
  w.line,
  -- Callees who ring back and are answered are what a rented account cannot show.
  CASE
    WHEN COALESCE(c.callbacks, 0) >= $min_callbacks AND 2 * c.callbacks_answered >= c.callbacks THEN -1e0
    WHEN COALESCE(c.callbacks, 0) >= $min_dead AND 10 * c.callbacks_answered <= c.callbacks THEN -1e0 * $dead
    ELSE -1e0 * $bare
  END AS strength,
  CAST(date_diff('day', r.activation_date, w.last_day) AS DOUBLE) AS value,
  CAST($min_age AS DOUBLE) AS threshold,
  w.out_days,
  COALESCE(c.callbacks, 0) AS callbacks,
  COALESCE(c.callbacks_answered, 0) AS callbacks_answered
FROM line_window AS w
CROSS JOIN network_window AS n
JOIN ref_lines AS r ON r.line = w.line
JOIN (
  SELECT
    d.line,
    CAST(sum(CASE WHEN 2 * date_diff('day', n.first_day, d.day) <= date_diff('day', n.first_day, n.last_day)
      THEN d.out_calls + d.out_messages ELSE 0 END) AS BIGINT) AS earlier,
    CAST(sum(CASE WHEN 2 * date_diff('day', n.first_day, d.day) > date_diff('day', n.first_day, n.last_day)
      THEN d.out_calls + d.out_messages ELSE 0 END) AS BIGINT) AS later
  FROM line_day AS d
  CROSS JOIN network_window AS n
  WHERE d.day BETWEEN $window_start AND $day
  GROUP BY 1
) AS halves ON halves.line = w.line
LEFT JOIN circle_window AS c ON c.line = w.line
WHERE r.customer_type IN ('corporate', 'business', 'enterprise')
  AND r.account IS NOT NULL
  AND date_diff('day', r.activation_date, w.last_day) >= $min_age
  AND w.out_days >= $min_days_share * (1 + date_diff('day', n.first_day, n.last_day))
  AND halves.earlier > 0
  AND halves.later <= $max_growth * halves.earlier
