/*---
title: Lines that go on with the people of a line that has fallen silent
grain: window
reads: [stranger_record, cohort_line, circle_window, network_window, ref_lines]
params:
  max_pause: { default: 7, unit: days, source: "judgement: a blocked SIM is replaced within days, and the list it worked on grows old" }
  max_lines: { default: 4, unit: lines of this kind that contact a number, source: "judgement: a number that more of them contact is a bank's or a taxi's" }
  min_shared: { default: 3, unit: people, source: "judgement: one or two may be chance" }
  max_chance: { default: 0.00003, unit: chance that so many came about by themselves, source: "as in victim_pair" }
  max_false: { default: 0.5, unit: pairs that chance makes among all lines, source: "as in victim_pair" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- A SIM is blocked or thrown away, and the next one rings those who were not through. Lines of one account are left out:
-- a company gives a colleague's customers to the next as a matter of course. The chance is Chernoff's bound on how
-- many people two lines have in common when each contacts anybody.
SELECT
  line_a AS line_before,
  line_b AS line_after,
  shared,
  round(expected, 4) AS expected,
  pause
FROM (
  SELECT
    p.line_a,
    p.line_b,
    p.shared,
    p.pause,
    1e0 * a.contacts * b.contacts / n.contacts AS expected,
    1e0 * n.lines * (n.lines - 1) AS pairs
  FROM (
    SELECT a.line AS line_a, b.line AS line_b, count(*) AS shared,
      max(date_diff('day', a.last_day, b.first_day)) AS pause
    FROM (
      SELECT r.line, r.counterpart, d.last_day
      FROM stranger_record AS r
      JOIN cohort_line AS d ON d.line = r.line
      CROSS JOIN network_window AS n
      WHERE d.last_day < n.last_day
      GROUP BY 1, 2, 3
    ) AS a
    JOIN (
      SELECT counterpart
      FROM stranger_record
      WHERE counterpart <> CAST($withheld AS BIGINT)
      GROUP BY 1
      HAVING count(DISTINCT line) BETWEEN 2 AND $max_lines
    ) AS few ON few.counterpart = a.counterpart
    JOIN (
      SELECT r.line, r.counterpart, h.first_day
      FROM stranger_record AS r
      JOIN cohort_line AS h ON h.line = r.line
      CROSS JOIN network_window AS n
      WHERE h.first_day > n.first_day
      GROUP BY 1, 2, 3
    ) AS b ON b.counterpart = a.counterpart
    LEFT JOIN ref_lines AS r ON r.line = a.line
    LEFT JOIN ref_lines AS s ON s.line = b.line
    WHERE a.last_day < b.first_day
      AND date_diff('day', a.last_day, b.first_day) <= $max_pause
      AND COALESCE(r.account, '-') <> COALESCE(s.account, '=')
    GROUP BY 1, 2
    HAVING count(*) >= $min_shared
  ) AS p
  JOIN circle_window AS a ON a.line = p.line_a
  JOIN circle_window AS b ON b.line = p.line_b
  CROSS JOIN (
    SELECT people.contacts, l.lines
    FROM (SELECT count(DISTINCT counterpart) AS contacts FROM stranger_record) AS people
    CROSS JOIN (SELECT count(*) AS lines FROM cohort_line) AS l
  ) AS n
) AS judged
WHERE shared > expected
  AND round(exp(shared - expected) * power(expected / shared, shared), 15)
    <= least($max_chance, 2e0 * $max_false / greatest(pairs, 1e0))
