/*---
title: What ties two lines together besides being in one place or bought together
grain: window
reads: [cohort_line, slot_pair, home_cell, device_line_window, device_window, inner_pair, victim_pair, victim_joiner, shared_pair, ring_tie, heir_pair, agent_line, ref_lines]
params:
  path_share: { default: 0.6, unit: "share of the hours of the line with fewer", source: "judgement: people who meet travel apart for the rest of the day" }
  path_cells: { default: 3, unit: cells, source: "judgement: two cells may be one place that breathes" }
  min_calls: { default: 3, unit: "calls or messages sent from the device", source: "a repair shop's test call or two stay below" }
  serial_gap: { default: 4, unit: serial numbers, source: "judgement: the ports of a gateway are numbered through at the factory, with some left out" }
  number_gap: { default: 4, unit: numbers, source: "judgement: of a block that was let as one, not every number is used" }
---*/
-- One row per pair and kind, line_a < line_b. Of a device, account or block neighbours are enough: the loop of
-- core_label finds who hangs together. Only lines that mostly call strangers are here at all.
-- A company's desk hangs together with its own: that it has a phone of the series that a box has, or is the one in twenty
-- that takes over talks by chance, would bring all its colleagues into the gang. Another's line needs a stronger tie to it.
SELECT t.line_a, t.line_b, t.kind
FROM (
  SELECT line_a, line_b, 'path' AS kind
  FROM slot_pair
  WHERE shared >= $path_share * slots AND cells >= $path_cells
  UNION ALL
  SELECT line_a, line_b, 'device' AS kind
  FROM (
    SELECT lag(d.line) OVER (PARTITION BY d.imei ORDER BY d.line) AS line_a, d.line AS line_b
    FROM device_line_window AS d
    JOIN cohort_line AS l ON l.line = d.line
    JOIN device_window AS v ON v.imei = d.imei
    WHERE d.outgoing >= $min_calls AND d.imei_plausible AND NOT v.cloned
  ) AS shared_device
  WHERE line_a IS NOT NULL
  GROUP BY 1, 2
  UNION ALL
  SELECT least(one, other) AS line_a, greatest(one, other) AS line_b, 'series' AS kind
  FROM (
    SELECT
      d.line AS other,
      d.imei,
      lag(d.line) OVER (PARTITION BY h.cell ORDER BY d.imei, d.line) AS one,
      lag(d.imei) OVER (PARTITION BY h.cell ORDER BY d.imei, d.line) AS before
    FROM device_line_window AS d
    JOIN home_cell AS h ON h.line = d.line
    JOIN device_window AS v ON v.imei = d.imei
    WHERE d.outgoing >= $min_calls AND d.imei_plausible AND NOT v.cloned
  ) AS serials
  WHERE one <> other AND imei - before BETWEEN 1 AND $serial_gap AND imei / 1000000 = before / 1000000
  GROUP BY 1, 2
  UNION ALL
  SELECT line_a, line_b, 'block' AS kind
  FROM (
    SELECT lag(line) OVER (ORDER BY line) AS line_a, line AS line_b
    FROM cohort_line
    WHERE NOT by_radio
  ) AS numbers
  WHERE line_b - line_a <= $number_gap
  UNION ALL
  SELECT line_a, line_b, 'account' AS kind
  FROM (
    SELECT lag(l.line) OVER (PARTITION BY r.account ORDER BY l.line) AS line_a, l.line AS line_b
    FROM cohort_line AS l
    JOIN ref_lines AS r ON r.line = l.line
    WHERE r.account IS NOT NULL
  ) AS accounts
  WHERE line_a IS NOT NULL
  UNION ALL
  SELECT line_a, line_b, 'inner' AS kind
  FROM inner_pair
  UNION ALL
  SELECT line_a, line_b, 'agent' AS kind
  FROM (
    SELECT lag(l.line) OVER (PARTITION BY l.dealer ORDER BY l.line) AS line_a, l.line AS line_b
    FROM agent_line AS l
  ) AS agents
  WHERE line_a IS NOT NULL
  UNION ALL
  -- The same people: the one line sounds them out and the other talks to them, or both ring them.
  SELECT p.line_a, p.line_b, p.kind
  FROM (
    SELECT line_a, line_b, 'victims' AS kind FROM victim_pair
    UNION ALL
    SELECT least(line, partner) AS line_a, greatest(line, partner) AS line_b, 'victims' AS kind FROM victim_joiner
    UNION ALL
    SELECT line_a, line_b, 'strangers' AS kind FROM shared_pair
    UNION ALL
    SELECT line_a, line_b, 'ring' AS kind FROM ring_tie
  ) AS p
  JOIN cohort_line AS a ON a.line = p.line_a
  JOIN cohort_line AS b ON b.line = p.line_b
  UNION ALL
  -- Who goes on with a silent line's people takes its place wherever it is.
  SELECT least(p.line_before, p.line_after) AS line_a, greatest(p.line_before, p.line_after) AS line_b, 'succession' AS kind
  FROM heir_pair AS p
) AS t
LEFT JOIN cohort_line AS a ON a.line = t.line_a
LEFT JOIN cohort_line AS b ON b.line = t.line_b
WHERE t.kind NOT IN ('series', 'ring')
  OR (NOT a.in_company AND NOT b.in_company)
  OR (a.in_company AND b.in_company AND (t.kind = 'ring' OR a.company = b.company))
