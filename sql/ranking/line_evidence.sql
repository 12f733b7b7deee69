/*---
title: Evidence for and against each line, by family
grain: window
reads: [findings]
params: {}
---*/
-- Many rules of one family are one piece of evidence: the strongest speaks for it.
SELECT
  line,
  max(CASE WHEN family = 'traffic' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS traffic,
  max(CASE WHEN family = 'social' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS social,
  max(CASE WHEN family = 'device' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS device,
  max(CASE WHEN family = 'place' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS place,
  max(CASE WHEN family = 'lifecycle' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS lifecycle,
  max(CASE WHEN family = 'group' AND evidence > 0e0 THEN evidence ELSE 0e0 END) AS group_evidence,
  max(CASE WHEN family = 'traffic' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS traffic_counter,
  max(CASE WHEN family = 'social' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS social_counter,
  max(CASE WHEN family = 'device' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS device_counter,
  max(CASE WHEN family = 'place' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS place_counter,
  max(CASE WHEN family = 'lifecycle' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS lifecycle_counter,
  max(CASE WHEN family = 'group' AND evidence < 0e0 THEN -evidence ELSE 0e0 END) AS group_counter,
  -- The strongest of what no honest trade shows. A new courier or shop is young and busy; who is young, and sits in one
  -- place or lets people ring back in vain, is neither.
  greatest(
    max(CASE WHEN evidence > 0e0 AND NOT is_plain THEN evidence ELSE 0e0 END),
    least(
      max(CASE WHEN family = 'lifecycle' AND evidence > 0e0 THEN evidence ELSE 0e0 END),
      max(CASE WHEN (family = 'place' AND evidence > 0e0) OR heuristic = 'unanswered_callbacks' THEN evidence ELSE 0e0 END)
    )
  ) AS telling
FROM findings
GROUP BY 1
