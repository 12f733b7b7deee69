/*---
title: Its group rings the same people again
family: social
counter: true
reads: [stranger_record, group_member, passing_line, ring_line, port_sharing]
params:
  min_returns: { default: 0.5, unit: share of answered calls, source: "judgement: an office or a school has customers, suppliers and parents; a box carries strangers' calls, and what chance brings back in a small network stays below a half" }
  sure_returns: { default: 0.75, unit: share of answered calls, source: "judgement: nearly all but the new customers" }
  min_people: { default: 20, unit: people, source: "judgement: with fewer it is a few callees" }
  withheld: { default: "-1358013299730426063", unit: id, source: "the id of 'anonymous', which all withheld callers share" }
  min_gang: { default: 0.25, unit: share of the group's lines, source: "judgement: nearly all lines of a gang pass people on; among the hundreds of pairs of one office two lines do so by chance" }
  min_answered: { default: 50, unit: answered calls, source: "judgement: fewer do not tell" }
unit: share of answered calls
because: "{value_share} of the {answered} answered calls of its group of {lines} lines went to people who answered it on two days or more"
recount: |
  SELECT round(1e0 * COALESCE(sum(calls) FILTER (WHERE days > 1), 0) / sum(calls), 4) AS value FROM (
    SELECT counterpart, count(*) AS calls, count(DISTINCT day) AS days
    FROM records
    WHERE direction = 'MO' AND service = 'voice' AND outcome = 'answered' AND day BETWEEN $from AND $to
      AND line IN (SELECT line FROM group_member WHERE group_id = (SELECT group_id FROM group_member WHERE line = $line))
      AND counterpart NOT IN (SELECT line FROM group_member WHERE group_id = (SELECT group_id FROM group_member WHERE line = $line))
      AND counterpart <> -1358013299730426063
    GROUP BY 1
  ) AS people
false_positives: ["a gang that works on the same people for days, one line each", "a box with a port for every SIM that a few families abroad pay for"]
blind_spots: ["windows of a day or two", "surveys, and schools that announce something once"]
references: []
status: experimental
---*/
-- Each SIM of an office's gateway rings a customer once, and takes no calls: what tells it from a box is that the office
-- as a whole has customers. Answered calls only, since lists are redialled until somebody picks up; calls within the
-- group are its own doing.
SELECT
  'line' AS subject_type,
  m.line AS subject_id,
  m.line,
  round(-0.5e0 - 0.5e0 * least(1e0, (k.share - $min_returns) / NULLIF(1e0 * ($sure_returns - $min_returns), 0e0)), 6)
    AS strength,
  k.share AS value,
  CAST($min_returns AS DOUBLE) AS threshold,
  k.share AS value_share,
  k.answered,
  m.lines
FROM (
  SELECT
    group_id,
    count(*) AS people,
    CAST(sum(calls) AS BIGINT) AS answered,
    round(1e0 * COALESCE(sum(calls) FILTER (WHERE days > 1), 0) / sum(calls), 4) AS share
  FROM (
    SELECT g.group_id, r.counterpart, count(*) AS calls, count(DISTINCT r.day) AS days
    FROM stranger_record AS r
    JOIN group_member AS g ON g.line = r.line
    LEFT JOIN group_member AS o ON o.line = r.counterpart AND o.group_id = g.group_id
    WHERE r.service = 'voice' AND r.answered AND o.line IS NULL AND r.counterpart <> CAST($withheld AS BIGINT)
    GROUP BY 1, 2
  ) AS contacts
  GROUP BY 1
) AS k
JOIN group_member AS m ON m.group_id = k.group_id
LEFT JOIN (
  -- A gang goes back to those who fell for it, and a bank of SIMs to the families whose calls it carries.
  SELECT g.group_id
  FROM group_member AS g
  LEFT JOIN (SELECT line FROM passing_line UNION SELECT line FROM ring_line) AS p ON p.line = g.line
  GROUP BY 1
  HAVING count(p.line) >= $min_gang * count(*)
  UNION
  SELECT group_id FROM port_sharing
) AS gang ON gang.group_id = k.group_id
WHERE k.share >= $min_returns
  AND k.people >= $min_people
  AND k.answered >= $min_answered
  AND gang.group_id IS NULL
