/*---
title: The number of ports that a group's calls never pass
grain: window
reads: [port_probe]
params:
  max_ports: { default: 64, unit: ports, source: "the largest gateways sold have 32 to 64 ports" }
  max_ratio: { default: 0.35, unit: share of what chance gives, source: "judgement: one line that does not belong may break the cap now and then" }
  min_expected: { default: 8, unit: calls, source: "judgement: where chance gives eight, none is one in three thousand" }
  max_chance: { default: 0.0005, unit: chance, source: "what none where chance gives eight comes to, by Chernoff's bound; people side by side, who differ from chance by half, stay above" }
  pool: { default: 0.8, unit: ports a line, source: "judgement: a box has more SIMs than ports, or nothing rotates" }
---*/
-- K is the number of talking others at which the group's own calls are rarest against the null.
SELECT
  group_id,
  ports,
  lines,
  calls,
  broken,
  expected
FROM (
  SELECT
    p.*,
    row_number() OVER (PARTITION BY group_id ORDER BY ratio, ports) AS place
  FROM (
    SELECT
      g.group_id,
      g.ports,
      g.lines,
      g.calls,
      g.broken,
      round(1e0 * g.calls * g.null_over / NULLIF(g.null_probes, 0), 1) AS expected,
      round((1e0 + g.broken) * g.null_probes / NULLIF((1e0 + g.null_over) * g.calls, 0e0), 6) AS ratio
    FROM (
      SELECT
        o.group_id,
        t.ports,
        count(DISTINCT o.line) AS lines,
        CAST(sum(CASE WHEN NOT o.shifted THEN o.probes ELSE 0 END) AS BIGINT) AS calls,
        CAST(sum(CASE WHEN o.shifted THEN o.probes ELSE 0 END) AS BIGINT) AS null_probes,
        CAST(sum(CASE WHEN NOT o.shifted AND o.others >= t.ports THEN o.probes ELSE 0 END) AS BIGINT) AS broken,
        CAST(sum(CASE WHEN o.shifted AND o.others >= t.ports THEN o.probes ELSE 0 END) AS BIGINT) AS null_over
      FROM port_probe AS o
      CROSS JOIN UNNEST(sequence(1, 256)) AS t(ports)
      WHERE t.ports <= $max_ports
      GROUP BY 1, 2
    ) AS g
  ) AS p
) AS best
WHERE place = 1
  AND broken < expected
  AND round(exp(broken - expected) * CASE WHEN broken = 0 THEN 1e0 ELSE power(expected / broken, broken) END, 9) <= $max_chance
  AND ratio <= $max_ratio
  AND expected >= $min_expected
  AND ports <= $pool * lines
