/*---
title: Never calls while all ports of its group are taken
family: group
reads: [port_probe, group_ports]
params:
  min_expected: { default: 2, unit: calls, source: "judgement: where chance gives two, none is one in seven, for a line that is in one place with a group that shows the cap" }
  max_share: { default: 0.25, unit: share of what chance gives, source: "judgement: clocks of records are off by seconds" }
  sure_expected: { default: 12, unit: calls, source: "judgement: where chance gives twelve, none is one in a hundred thousand" }
unit: calls begun while all other ports talked
because: "the {lines} lines of its group never used more than {ports} ports at once; {value} of this line's {calls} calls began while so many others talked, and chance would have given {expected}"
recount: |
  SELECT count(*) AS value FROM (
    SELECT c.record_hash, c.start_time, p.ports
    FROM records AS c
    JOIN port_day AS d ON d.group_id = $subject AND d.day = c.day
    JOIN group_ports AS p ON p.group_id = d.group_id
    JOIN records AS o ON o.start_time <= c.start_time AND o.day = d.day
      AND o.start_time + greatest(COALESCE(o.duration, 0), 1) * INTERVAL '1' SECOND > c.start_time
    JOIN group_member AS m ON m.line = o.line AND m.group_id = d.group_id
    WHERE c.line = $line AND c.direction = 'MO' AND c.service = 'voice' AND c.day BETWEEN $from AND $to
      AND o.line <> c.line AND o.direction = 'MO' AND o.service = 'voice' AND o.day BETWEEN $from AND $to
    GROUP BY c.record_hash, c.start_time, p.ports
    HAVING count(*) >= p.ports
  ) AS broken
false_positives: [a company whose exchange shares few mobile ports among many SIMs]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle]
blind_spots: ["boxes that are seldom full", "boxes with a port for every SIM", "days on which the parts of one group stood in several places"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  l.group_id AS subject_id,
  l.line,
  round(0.6e0 + 0.4e0 * least(1e0, (l.expected - $min_expected) / NULLIF(1e0 * ($sure_expected - $min_expected), 0e0)), 6)
    AS strength,
  CAST(l.broken AS DOUBLE) AS value,
  round($max_share * l.expected, 2) AS threshold,
  l.lines,
  l.ports,
  l.calls,
  l.expected
FROM (
  SELECT
    group_id,
    line,
    lines,
    ports,
    calls,
    broken,
    round(1e0 * calls * null_over / NULLIF(null_probes, 0), 1) AS expected
  FROM (
    SELECT
      p.group_id,
      o.line,
      p.lines,
      p.ports,
      CAST(sum(CASE WHEN NOT o.shifted THEN o.probes ELSE 0 END) AS BIGINT) AS calls,
      CAST(sum(CASE WHEN NOT o.shifted AND o.others >= p.ports THEN o.probes ELSE 0 END) AS BIGINT) AS broken,
      CAST(sum(CASE WHEN o.shifted THEN o.probes ELSE 0 END) AS BIGINT) AS null_probes,
      CAST(sum(CASE WHEN o.shifted AND o.others >= p.ports THEN o.probes ELSE 0 END) AS BIGINT) AS null_over
    FROM group_ports AS p
    JOIN port_probe AS o ON o.group_id = p.group_id
    GROUP BY 1, 2, 3, 4
  ) AS counted
) AS l
WHERE l.expected >= $min_expected AND l.broken <= $max_share * l.expected
