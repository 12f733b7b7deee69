/*---
title: Lines that only counter-evidence keeps from being suspects
grain: window
reads: [scores, suspects, line_evidence]
params:
  review_bar: { default: 0.4, unit: score, source: "sql/ranking/weights.yaml" }
---*/
-- What counter-evidence hides is listed, never dropped: fraudsters imitate users precisely to be cleared.
SELECT
  s.rank,
  s.line,
  s.score,
  greatest(s.for_fraud, e.before_lists) AS for_fraud,
  s.against_fraud
FROM scores AS s
JOIN line_evidence AS e ON e.line = s.line
LEFT JOIN suspects AS u ON u.line = s.line
WHERE u.line IS NULL AND greatest(s.for_fraud, e.before_lists) >= $review_bar
