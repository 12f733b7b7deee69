/*---
title: The lowest line that each linked line hangs together with
grain: window
reads: [lone_label, group_link]
repeat: { seed: lone_label, max_rounds: 40 }
params: {}
---*/
-- Run again and again, each round on what the last one left under the name lone_label, until nothing changes. The line
-- that a line is labelled with hears what that one's neighbours are labelled with, and a line takes the label of its
-- label's line: so whole trees of lines are joined at once (hooking and pointer jumping, Shiloach and Vishkin 1982), and a
-- chain of a thousand numbers needs a dozen rounds.
SELECT line, min(label) AS label
FROM (
  SELECT line, label
  FROM lone_label
  UNION ALL
  SELECT t.label AS line, s.label
  FROM (
    SELECT line_a AS one, line_b AS other FROM group_link
    UNION ALL
    SELECT line_b AS one, line_a AS other FROM group_link
  ) AS k
  JOIN lone_label AS s ON s.line = k.one
  JOIN lone_label AS t ON t.line = k.other
  UNION ALL
  SELECT s.line, far.label
  FROM lone_label AS s
  JOIN lone_label AS far ON far.line = s.label
) AS heard
GROUP BY 1
