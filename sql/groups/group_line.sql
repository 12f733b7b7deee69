/*---
title: What each line of a group did, and with how many of the group it is tied
grain: window
reads: [group_member, group_link, cohort_line]
params: {}
---*/
SELECT
  m.group_id,
  m.line,
  m.lines,
  l.by_radio,
  l.company,
  l.first_day,
  l.last_day,
  l.days,
  l.calls,
  l.callbacks,
  l.callbacks_answered,
  k.companions,
  k.paths,
  k.is_tied
FROM group_member AS m
JOIN cohort_line AS l ON l.line = m.line
JOIN (
  SELECT
    line,
    count(DISTINCT other) AS companions,
    count(DISTINCT CASE WHEN kind = 'path' THEN other END) AS paths,
    -- By more than being in one place or having called.
    bool_or(kind NOT IN ('place', 'inner')) AS is_tied
  FROM (
    SELECT line_a AS line, line_b AS other, kind
    FROM group_link
    UNION ALL
    SELECT line_b AS line, line_a AS other, kind
    FROM group_link
  ) AS ends
  GROUP BY 1
) AS k ON k.line = m.line
