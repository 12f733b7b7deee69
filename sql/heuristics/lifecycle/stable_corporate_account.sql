/*---
title: A company's line with a stable history
family: lifecycle
counter: true
reads: [line_day, line_window, network_window, ref_lines, circle_window, group_member, passing_line, stranger_record]
params:
  min_age: { default: 180, unit: days, source: "judgement: months of stable behaviour clear a call centre; half a year" }
  min_days_share: { default: 0.5, unit: "share of the window's days", source: "judgement: five working days of seven less a holiday" }
  max_growth: { default: 3, unit: "calls of the second half a call of the first", source: "judgement: a dormant block that wakes grows far more, a company does not" }
  bare: { default: 0.6, unit: share of strength, source: "judgement: an account alone is what fraudsters rent" }
  dead: { default: 0.3, unit: share of strength, source: "judgement: an account whose callees ring back in vain says little" }
  min_dead: { default: 8, unit: calls, source: "judgement: fewer unanswered callbacks may be chance" }
  min_returns: { default: 0.35, unit: "share of the account's answered calls", source: "judgement: below the half of returns_to_its_people, since an account of months says something as well; a list that is worked through stays below a quarter" }
  messages_only: { default: 0.8, unit: share of strength, source: "judgement: nobody rings a sender of reminders back; a blaster's line is fresh or woken, and seldom lasts for months" }
  returning: { default: 0.85, unit: share of strength, source: "judgement: nearly as good as answered callbacks, which an office gateway that only dials out cannot have" }
  min_callbacks: { default: 3, unit: calls, source: "judgement: one or two may be chance" }
unit: days since activation
because: "it belongs to a company's account since {value} days and worked on {out_days} days without a jump; {callbacks_answered} of {callbacks} callbacks were answered"
recount: |
  SELECT date_diff('day', CAST(activation_date AS TIMESTAMP), CAST($to AS TIMESTAMP)) AS value
  FROM ref_lines WHERE line = $line
false_positives: [resold enterprise lines of an account that was bought with its history, a blaster on such an account]
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
    -- Nor does it stand for anything where lines of its group pass people on to each other.
    WHEN rented.line IS NOT NULL THEN -1e0 * $dead
    WHEN COALESCE(c.callbacks, 0) >= $min_callbacks AND 2 * c.callbacks_answered >= c.callbacks THEN -1e0
    -- The SIMs of an office's gateway take no calls, and each deals with few people twice: the account as a whole does.
    WHEN k.returns >= round($min_returns * k.contacted, 6) THEN -1e0 * $returning
    WHEN w.out_calls + w.in_calls = 0 THEN -1e0 * $messages_only
    WHEN COALESCE(c.callbacks, 0) >= $min_dead AND 10 * c.callbacks_answered <= c.callbacks THEN -1e0 * $dead
    ELSE -1e0 * $bare
  END AS strength,
  CAST(date_diff('day', r.activation_date, $day) AS DOUBLE) AS value,
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
LEFT JOIN (
  SELECT
    account,
    CAST(sum(contacted) AS BIGINT) AS contacted,
    CAST(COALESCE(sum(contacted) FILTER (WHERE days > 1), 0) AS BIGINT) AS returns
  FROM (
    SELECT o.account, t.counterpart, count(*) AS contacted, count(DISTINCT t.day) AS days
    FROM stranger_record AS t
    JOIN ref_lines AS o ON o.line = t.line
    WHERE t.service = 'voice' AND t.answered
    GROUP BY 1, 2
  ) AS people
  GROUP BY 1
) AS k ON k.account = r.account
JOIN (
  -- A desk may be free for days where its company is not.
  SELECT o.account, max(b.out_days) AS out_days
  FROM line_window AS b
  JOIN ref_lines AS o ON o.line = b.line
  GROUP BY 1
) AS busiest ON busiest.account = r.account
LEFT JOIN (
  SELECT m.line
  FROM group_member AS m
  JOIN group_member AS o ON o.group_id = m.group_id
  JOIN passing_line AS p ON p.line = o.line
  GROUP BY 1
) AS rented ON rented.line = w.line
WHERE r.customer_type IN ('corporate', 'business', 'enterprise')
  AND r.account IS NOT NULL
  AND date_diff('day', r.activation_date, $day) >= $min_age
  AND busiest.out_days >= $min_days_share * (1 + date_diff('day', n.first_day, n.last_day))
  AND halves.earlier > 0
  AND halves.later <= $max_growth * halves.earlier
