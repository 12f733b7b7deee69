/*---
title: Fixed lines whose agent sold to companies that call nobody but strangers
grain: window
reads: [cohort_line, line_window, device_line_window, ref_lines]
params:
  min_accounts: { default: 2, unit: accounts, source: "judgement: one account is linked as such" }
  min_share: { default: 0.8, unit: "share of the agent's fixed lines", source: "judgement: an honest agent sells telephones to shops and offices, too" }
  max_market: { default: 0.35, unit: "share of all fixed lines", source: "judgement: who sells so many is the operator's own desk" }
---*/
-- A relay may be spread over scattered numbers in the names of several companies; the agent who took them out is one.
SELECT c.line, r.dealer
FROM cohort_line AS c
JOIN ref_lines AS r ON r.line = c.line
JOIN (
  SELECT
    f.dealer,
    count(*) AS lines,
    count(c.line) AS strangers,
    count(DISTINCT CASE WHEN c.line IS NOT NULL THEN f.account END) AS accounts,
    CAST(sum(count(*)) OVER () AS BIGINT) AS market
  FROM ref_lines AS f
  JOIN line_window AS w ON w.line = f.line
  LEFT JOIN (SELECT line FROM device_line_window GROUP BY 1) AS d ON d.line = f.line
  LEFT JOIN cohort_line AS c ON c.line = f.line AND NOT c.by_radio AND NOT c.answers
  WHERE f.dealer IS NOT NULL AND d.line IS NULL
  GROUP BY 1
) AS a ON a.dealer = r.dealer
WHERE NOT c.by_radio
  AND NOT c.answers
  AND a.accounts >= $min_accounts
  AND a.strangers >= $min_share * a.lines
  AND a.lines <= $max_market * a.market
