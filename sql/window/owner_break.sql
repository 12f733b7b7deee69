/*---
title: Busy lines that went on in other hands, and the day they did
grain: window
reads: [handset_change, pair_day, line_cell_day]
params:
  min_before: { default: 5, unit: numbers, source: "GoAntiFraud: a human makes 80 % of calls to five numbers or fewer" }
  few_before: { default: 3, unit: numbers, source: "judgement: of fewer, all may be away" }
  habit_before: { default: 12, unit: calls and messages with them, source: "judgement: with a few numbers, often; who still has the card goes on with them" }
  min_after: { default: 10, unit: numbers contacted, source: "judgement: of ten numbers a person knows some from the days before" }
  max_kept: { default: 0.05, unit: share of the numbers contacted after, source: "judgement: contact overlap about zero; one in twenty may be chance" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- A card was sold: on one day its handset, whom it contacts and, where they are known, its cells are others. Who buys
-- a phone keeps his friends, and so does who moves house. Few lines change the handset within a window, and only their contacts
-- are looked at. What such a line did before `since` says nothing about who has it now.
SELECT
  c.line,
  c.since,
  n.before_contacts,
  n.after_contacts,
  n.kept_contacts
FROM handset_change AS c
JOIN (
  SELECT
    line,
    count(*) FILTER (WHERE is_before) AS before_contacts,
    sum(before_records) AS before_records,
    count(*) FILTER (WHERE is_after) AS after_contacts,
    count(*) FILTER (WHERE is_before AND is_after) AS kept_contacts
  FROM (
    SELECT
      line,
      counterpart,
      bool_or(before) AS is_before,
      bool_or(goes_out AND NOT before) AS is_after,
      sum(CASE WHEN before THEN records ELSE 0 END) AS before_records
    FROM (
      SELECT p.caller AS line, p.callee AS counterpart, true AS goes_out, p.day < h.since AS before,
        p.calls + p.messages AS records
      FROM pair_day AS p
      JOIN handset_change AS h ON h.line = p.caller
      WHERE p.day BETWEEN $window_start AND $day AND p.callee <> CAST($withheld AS BIGINT)
      UNION ALL
      SELECT p.callee, p.caller, false, p.day < h.since, p.calls + p.messages
      FROM pair_day AS p
      JOIN handset_change AS h ON h.line = p.callee
      WHERE p.day BETWEEN $window_start AND $day AND p.caller <> CAST($withheld AS BIGINT)
    ) AS both_ways
    GROUP BY 1, 2
  ) AS contacts
  GROUP BY 1
) AS n ON n.line = c.line
LEFT JOIN (
  -- Lines that are still worked from a cell they had before.
  SELECT line
  FROM (
    SELECT d.line, d.cell, bool_or(d.day < h.since) AS is_before, bool_or(d.day >= h.since) AS is_after
    FROM line_cell_day AS d
    JOIN handset_change AS h ON h.line = d.line
    WHERE d.day BETWEEN $window_start AND $day
    GROUP BY 1, 2
  ) AS cells
  WHERE is_before AND is_after
  GROUP BY 1
) AS stays ON stays.line = c.line
WHERE stays.line IS NULL
  AND (n.before_contacts >= $min_before OR (n.before_contacts >= $few_before AND n.before_records >= $habit_before))
  AND n.after_contacts >= $min_after
  AND n.kept_contacts <= $max_kept * n.after_contacts
