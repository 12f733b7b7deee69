-- Who rang a line back in the window, how many calls that were and how many of them were answered: as callback_window
-- counts, but from the records. A call may have left a record at both parties or at one, hence both sides and the greater.
-- Of a line that changed hands only the days since then count. The number left out is the id of 'anonymous', which all
-- withheld callers share.
SELECT counterpart, CAST(sum(calls) AS BIGINT) AS calls, CAST(sum(answered) AS BIGINT) AS answered FROM (
  SELECT day, counterpart, min(out_day) AS out_day, min(in_day) AS in_day, greatest(sum(own), sum(theirs)) AS calls,
    greatest(sum(own_answered), sum(theirs_answered)) AS answered
  FROM (
    SELECT day, counterpart,
      CASE WHEN direction = 'MO' THEN day END AS out_day, CASE WHEN direction = 'MT' THEN day END AS in_day,
      CASE WHEN direction = 'MT' THEN 1 ELSE 0 END AS own, 0 AS theirs,
      CASE WHEN direction = 'MT' AND outcome = 'answered' THEN 1 ELSE 0 END AS own_answered, 0 AS theirs_answered
    FROM records WHERE line = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
    UNION ALL
    SELECT day, line,
      CASE WHEN direction = 'MT' THEN day END, CASE WHEN direction = 'MO' THEN day END,
      0, CASE WHEN direction = 'MO' THEN 1 ELSE 0 END,
      0, CASE WHEN direction = 'MO' AND outcome = 'answered' THEN 1 ELSE 0 END
    FROM records WHERE counterpart = $line AND service = 'voice' AND direction IN ('MO', 'MT') AND day BETWEEN $from AND $to
  ) AS sides GROUP BY 1, 2
) AS days
WHERE counterpart <> -1358013299730426063 AND counterpart NOT IN (SELECT line FROM stranger_line)
  AND NOT EXISTS (SELECT 1 FROM owner_break AS k WHERE k.line = $line AND k.since > days.day)
GROUP BY 1 HAVING min(out_day) <= min(in_day)
