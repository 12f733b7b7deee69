/*---
title: Evidence for and against each line, by family
grain: window
reads: [findings, listed_line, ref_lines]
params: {}
---*/
-- Many rules of one family are one piece of evidence: the strongest speaks for it. What the operator's lists vouch for
-- is taken from the families of their scope; before_lists is what would speak for fraud without them.
SELECT
  line,
  max(CASE WHEN family = 'traffic' AND kept > 0e0 THEN kept ELSE 0e0 END) AS traffic,
  max(CASE WHEN family = 'social' AND kept > 0e0 THEN kept ELSE 0e0 END) AS social,
  max(CASE WHEN family = 'device' AND kept > 0e0 THEN kept ELSE 0e0 END) AS device,
  max(CASE WHEN family = 'place' AND kept > 0e0 THEN kept ELSE 0e0 END) AS place,
  max(CASE WHEN family = 'lifecycle' AND kept > 0e0 THEN kept ELSE 0e0 END) AS lifecycle,
  max(CASE WHEN family = 'group' AND kept > 0e0 THEN kept ELSE 0e0 END) AS group_evidence,
  max(CASE WHEN family = 'traffic' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS traffic_counter,
  max(CASE WHEN family = 'social' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS social_counter,
  max(CASE WHEN family = 'device' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS device_counter,
  max(CASE WHEN family = 'place' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS place_counter,
  max(CASE WHEN family = 'lifecycle' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS lifecycle_counter,
  max(CASE WHEN family = 'group' AND kept < 0e0 THEN -kept ELSE 0e0 END) AS group_counter,
  -- The strongest of what no honest trade shows. A new courier or shop is young and busy; who is young, and sits in one
  -- place or lets people ring back in vain, is neither. A company's lines begin anew with any campaign, and stand at its
  -- desk: where no table says that it is none, a fixed place tells nothing.
  greatest(
    max(CASE WHEN kept > 0e0 AND NOT is_plain AND NOT (in_company AND family = 'lifecycle') THEN kept ELSE 0e0 END),
    least(
      max(CASE WHEN family = 'lifecycle' AND kept > 0e0 AND NOT in_company THEN kept ELSE 0e0 END),
      max(CASE WHEN (family = 'place' AND kept > 0e0 AND is_known) OR heuristic = 'unanswered_callbacks' THEN kept ELSE 0e0 END)
    )
  ) AS telling,
  -- Too few for a trade, and nobody gets in touch.
  CASE
    WHEN count(*) FILTER (WHERE heuristic = 'fan_out_to_strangers') > 0 THEN 0e0
    ELSE max(CASE WHEN heuristic = 'nobody_gets_in_touch' AND kept > 0e0 THEN kept ELSE 0e0 END)
  END AS quiet,
  max(CASE WHEN heuristic = 'unanswered_callbacks' AND kept > 0e0 THEN kept ELSE 0e0 END) AS in_vain,
  round(1e0
    - (1e0 - max(CASE WHEN family = 'traffic' AND evidence > 0e0 THEN evidence ELSE 0e0 END))
    * (1e0 - max(CASE WHEN family = 'social' AND evidence > 0e0 THEN evidence ELSE 0e0 END))
    * (1e0 - max(CASE WHEN family = 'device' AND evidence > 0e0 THEN evidence ELSE 0e0 END))
    * (1e0 - max(CASE WHEN family = 'place' AND evidence > 0e0 THEN evidence ELSE 0e0 END))
    * (1e0 - max(CASE WHEN family = 'lifecycle' AND evidence > 0e0 THEN evidence ELSE 0e0 END))
    * (1e0 - max(CASE WHEN family = 'group' AND evidence > 0e0 THEN evidence ELSE 0e0 END)), 6) AS before_lists
FROM (
  SELECT
    f.line,
    f.family,
    f.heuristic,
    f.is_plain,
    f.evidence,
    r.customer_type IS NOT NULL AS is_known,
    COALESCE(r.customer_type IN ('corporate', 'business', 'enterprise'), false) AS in_company,
    CASE WHEN f.evidence > 0e0 THEN round(f.evidence * (1e0 - COALESCE(l.share, 0e0)), 6) ELSE f.evidence END AS kept
  FROM findings AS f
  LEFT JOIN ref_lines AS r ON r.line = f.line
  LEFT JOIN (
    SELECT e.line, e.family, max(-o.evidence) AS share
    FROM listed_line AS e
    JOIN findings AS o ON o.line = e.line
    WHERE o.heuristic = 'on_operators_list'
    GROUP BY 1, 2
  ) AS l ON l.line = f.line AND l.family = f.family
  WHERE f.heuristic <> 'on_operators_list'
) AS weighed
GROUP BY 1
