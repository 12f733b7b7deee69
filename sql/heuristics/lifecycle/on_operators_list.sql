/*---
title: Somebody at the operator vouches for the line
family: lifecycle
counter: true
reads: [listed_line, line_window]
params:
  min_entries: { default: 1, unit: entries, source: "one owner with a reason is enough: he answers for it" }
unit: entries on the operator's lists
because: "it is on the operator's list: {said}"
recount: |
  SELECT count(*) AS value FROM ref_lists
  WHERE line = $line AND owner IS NOT NULL AND reason IS NOT NULL AND COALESCE(expires, $to) >= $to
    AND COALESCE(scope, 'all') IN ('all', 'traffic', 'social', 'device', 'place', 'lifecycle', 'group')
false_positives: [a line whose listing outlived its reason, a fraudster with a friend at the operator]
blind_spots: ["an entry says who vouches, not what the line does"]
references: []
status: stable
---*/
-- What it weighs is taken from the families of the entry's scope only, in line_evidence; near_misses lists what it hides.
SELECT
  'line' AS subject_type,
  w.line AS subject_id,
  w.line,
  -1e0 AS strength,
  CAST(l.entries AS DOUBLE) AS value,
  CAST($min_entries AS DOUBLE) AS threshold,
  l.said
FROM line_window AS w
JOIN (
  SELECT line, count(*) AS entries, array_join(array_agg(DISTINCT said ORDER BY said), ', and ') AS said
  FROM (
    SELECT DISTINCT
      line,
      owner,
      reason,
      expires,
      scope,
      reason || ' (' || owner || ', '
        || CASE WHEN expires IS NULL THEN 'without expiry' ELSE 'until ' || CAST(expires AS VARCHAR) END
        || CASE WHEN scope = 'all' THEN '' ELSE ', for ' || scope || ' only' END || ')' AS said
    FROM listed_line
  ) AS entry
  GROUP BY 1
) AS l ON l.line = w.line
WHERE l.entries >= $min_entries
