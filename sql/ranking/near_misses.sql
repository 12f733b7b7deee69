/*---
title: Lines that only counter-evidence keeps from being suspects
grain: window
reads: [scores, suspects]
params:
  review_bar: { default: 0.4, unit: score, source: "sql/ranking/weights.yaml" }
---*/
-- What counter-evidence hides is listed, never dropped: fraudsters imitate users precisely to be cleared.
SELECT
  s.rank,
  s.line,
  s.score,
  s.for_fraud,
  s.against_fraud
FROM scores AS s
LEFT JOIN suspects AS u ON u.line = s.line
WHERE u.line IS NULL AND s.for_fraud >= $review_bar
