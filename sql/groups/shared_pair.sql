/*---
title: Pairs of quiet lines without a circle that contact the same people
grain: window
reads: [stranger_record, circle_window, network_window, ref_lines]
params:
  max_contacts: { default: 100, unit: numbers in the window, source: "judgement: three times the human ceiling of about 30 different callees (GoAntiFraud); busier lines show by what they do themselves, and agents of one campaign ring one list" }
  max_mutual: { default: 0.1, unit: share of calls and messages, source: "judgement: a person talks mostly to people who get in touch, too" }
  max_lines: { default: 4, unit: quiet lines that contact a number, source: "judgement: a number that more of them contact is a bank's or a taxi's; a victim is passed on among a few" }
  min_shared: { default: 3, unit: people, source: "judgement: two strangers in common may be chance, three of twenty hardly" }
  min_share: { default: 0.12, unit: share of the contacts of the line with fewer, source: "judgement: two of twenty may be chance" }
  min_called_share: { default: 0.2, unit: share of lines, source: "as in outgoing_without_incoming: where fewer lines have a record of what came in, a circle cannot be seen" }
  near: { default: 20, unit: numbers, source: "as in block_callbacks: fixed neighbours in number are taken for colleagues where accounts are not known" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
---*/
-- Friends and colleagues know the same people, but these know them: they get in touch themselves. Two lines that nobody
-- gets in touch with and that ring the same strangers ring them for one purpose. Not where they are known to be colleagues: a
-- school's two lines ring one list of parents, a practice's one list of patients, who ring back to its main number.
SELECT
  line_a,
  line_b,
  shared,
  fewer
FROM (
  SELECT
    a.line AS line_a,
    b.line AS line_b,
    count(*) AS shared,
    min(least(a.contacts, b.contacts)) AS fewer,
    bool_or(a.by_radio OR b.by_radio) AS by_radio
  FROM (
    SELECT r.line, r.counterpart, max(q.contacts) AS contacts, bool_or(r.by_radio) AS by_radio,
      count(*) OVER (PARTITION BY r.counterpart) AS lines
    FROM stranger_record AS r
    JOIN circle_window AS q ON q.line = r.line
    WHERE q.contacts <= $max_contacts AND q.contacted_mutual <= $max_mutual * q.contacted
      AND r.counterpart <> CAST($withheld AS BIGINT)
    GROUP BY 1, 2
  ) AS a
  JOIN (
    SELECT r.line, r.counterpart, max(q.contacts) AS contacts, bool_or(r.by_radio) AS by_radio
    FROM stranger_record AS r
    JOIN circle_window AS q ON q.line = r.line
    WHERE q.contacts <= $max_contacts AND q.contacted_mutual <= $max_mutual * q.contacted
    GROUP BY 1, 2
  ) AS b ON b.counterpart = a.counterpart AND b.line > a.line
  WHERE a.lines <= $max_lines
  GROUP BY 1, 2
) AS pairs
CROSS JOIN network_window AS n
LEFT JOIN ref_lines AS r ON r.line = line_a
LEFT JOIN ref_lines AS o ON o.line = line_b
WHERE shared >= $min_shared
  AND shared >= $min_share * fewer
  AND n.called_share >= $min_called_share
  AND NOT (NOT by_radio AND line_b - line_a <= $near)
  AND NOT COALESCE(
    r.account = o.account AND (NOT by_radio OR r.customer_type IN ('corporate', 'business', 'enterprise')), false
  )
