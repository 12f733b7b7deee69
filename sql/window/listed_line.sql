/*---
title: Whom the operator vouches for on the day, and in which families
grain: window
reads: [ref_lists]
params: {}
---*/
-- An entry without owner or reason, past its expiry or of an unknown scope does nothing; quality.json counts them.
SELECT
  l.line,
  u.family,
  l.scope,
  l.owner,
  l.reason,
  l.expires
FROM (
  SELECT line, owner, reason, expires, COALESCE(scope, 'all') AS scope
  FROM ref_lists
  WHERE owner IS NOT NULL AND reason IS NOT NULL AND COALESCE(expires, $day) >= $day
) AS l
CROSS JOIN UNNEST(ARRAY['traffic', 'social', 'device', 'place', 'lifecycle', 'group']) AS u(family)
WHERE l.scope = 'all' OR l.scope = u.family
