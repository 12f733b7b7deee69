/*---
title: The operator's table, or its number, says what the line is
family: lifecycle
counter: true
reads: [line_window, ref_lines]
params:
  short_code: { default: 999999, unit: number, source: "numbers of up to six digits are services of the network (ITU-T E.164 numbers are longer), and no SIM or trunk shows one as its own; an extension of a private exchange makes calls" }
  floor: { default: 0, unit: calls and messages, source: "any line that sent something" }
unit: calls and messages on the busiest day
because: "it is {kind}"
recount: |
  SELECT COALESCE(max(calls), 0) AS value FROM (
    SELECT day, CAST(sum(greatest(mo, mt)) AS BIGINT) AS calls FROM (
      SELECT day, CASE WHEN direction = 'MT' THEN line ELSE counterpart END AS callee,
        count(*) FILTER (WHERE direction = 'MO') AS mo, count(*) FILTER (WHERE direction = 'MT') AS mt
      FROM records
      WHERE service = 'voice' AND day BETWEEN $from AND $to
        AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
      GROUP BY 1, 2
    ) AS sides GROUP BY 1
  ) AS days
false_positives: [a machine's SIM that was stolen and put into a box]
blind_spots: ["lines that are missing from the operator's table"]
references: []
status: stable
---*/
-- Customer type and product stand in one table, and operators write such lines' kind into either. Test lines, probes and payphones behave like boxes and are the operator's own. A machine's SIM is left out here:
-- it is cleared by what it does (few callees), since stolen ones are put into boxes.
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  -1e0 AS strength,
  CAST(peak_calls AS DOUBLE) AS value,
  CAST($floor AS DOUBLE) AS threshold,
  kind
FROM (
  SELECT
    w.line,
    w.peak_calls,
    CASE
      WHEN r.customer_type IN ('test', 'probe', 'payphone', 'a2p') THEN 'listed by the operator as ' || r.customer_type
      WHEN lower(r.product) IN ('test', 'probe', 'payphone', 'a2p') THEN 'listed by the operator as ' || lower(r.product)
      WHEN w.line BETWEEN 1 AND $short_code AND w.out_calls = 0 THEN 'a short code that only sends messages'
    END AS kind
  FROM line_window AS w
  LEFT JOIN ref_lines AS r ON r.line = w.line
  WHERE w.out_calls + w.out_messages > $floor
) AS kinds
WHERE kind IS NOT NULL
