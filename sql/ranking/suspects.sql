/*---
title: Ranked suspects with tier and typology
grain: window
reads: [scores, line_evidence, line_window, place_window, findings, device_line_window, device_window, network_window, cohort_line, passing_line, ref_lines]
params:
  family_bar: { default: 0.2, unit: evidence, source: "sql/ranking/weights.yaml" }
  watch_bar: { default: 0.2, unit: score, source: "sql/ranking/weights.yaml" }
  review_bar: { default: 0.4, unit: score, source: "sql/ranking/weights.yaml" }
  block_bar: { default: 0.75, unit: score, source: "sql/ranking/weights.yaml" }
  scam_acd: { default: 60, unit: seconds, source: "judgement: averages below 60 s mark scams and robocalls, bypass carries longer calls" }
  scam_unanswered: { default: 0.6, unit: share of calls, source: "judgement: bypass passes on calls that somebody wanted, and most of those are answered" }
  burnt_days: { default: 3, unit: days, source: "judgement: a cabled handset's SIM is replaced every day or two" }
  min_called_share: { default: 0.2, unit: share of lines, source: "as in outgoing_without_incoming: where fewer lines have a record of what came in, the exports lack it" }
  min_partners: { default: 2, unit: lines, source: "judgement: that two lines meet in the same people may be chance or trade, that three do is a gang" }
  handset_lines: { default: 2, unit: lines in one device, source: "one SIM follows another in a cabled handset" }
---*/
-- Families agree or they do not: a line is for blocking only where three of them do, for review where two do and one
-- of them says more than what some honest trade shows as well (`telling`). Traffic, strangers and a fixed place are what
-- any call centre shows, and the life of a line is short or begins anew for any new trade: for blocking, one of the
-- families must speak of how the device is used or of its group. A device's type alone does not block, since payphones and
-- lifts have modems. A company's desk stays in one place, rings its list evenly and takes no call back; and what only a
-- table, or records of what came in, could clear is not blocked without them. There a line must show what no desk, no
-- probe and no office gateway shows: SIMs used up in turn, ports, or people passed on, the last among three lines and more
-- and by one that does not pick up when people ring back: colleagues who share customers do, and two lines that ring in
-- one quarter may meet.
SELECT
  s.rank,
  s.line,
  CASE
    WHEN s.families >= 3 AND s.score >= $block_bar
      AND (
        e.group_evidence * (1e0 - s.against_fraud) >= $family_bar
        OR (k.is_device_use > 0 AND e.device * (1e0 - s.against_fraud) >= $family_bar)
      )
      AND (
        k.is_beyond_desk > 0
        OR (k.is_passing > 0 AND v.partners >= $min_partners AND NOT COALESCE(o.answers, false))
        OR (r.customer_type NOT IN ('corporate', 'business', 'enterprise') AND n.called_share >= $min_called_share)
      ) THEN 'block'
    WHEN s.families >= 2 AND s.score >= $review_bar AND e.telling * (1e0 - s.against_fraud) >= $family_bar
      THEN 'review'
    ELSE 'watch'
  END AS tier,
  s.score,
  CASE
    WHEN k.is_sms > 0 THEN 'SMS blaster'
    WHEN p.line IS NULL AND d.line IS NULL THEN 'fixed-line relay'
    WHEN w.out_days <= $burnt_days AND d.lines_seen >= $handset_lines AND d.is_handset AND k.is_shared = 0
      THEN 'cabled handset'
    WHEN w.out_answered = 0 THEN 'unclear'
    WHEN (k.is_device > 0 OR k.is_place > 0)
      AND (w.out_seconds < $scam_acd * w.out_answered
        OR w.out_unanswered >= $scam_unanswered * (w.out_answered + w.out_unanswered)) THEN 'GoIP scam'
    WHEN k.is_device > 0 OR k.is_place > 0 THEN 'bypass box'
    ELSE 'unclear'
  END AS typology,
  s.families,
  NULLIF(array_join(ARRAY[
    CASE WHEN e.traffic * (1e0 - s.against_fraud) >= $family_bar THEN 'traffic' END,
    CASE WHEN e.social * (1e0 - s.against_fraud) >= $family_bar THEN 'social' END,
    CASE WHEN e.device * (1e0 - s.against_fraud) >= $family_bar THEN 'device' END,
    CASE WHEN e.place * (1e0 - s.against_fraud) >= $family_bar THEN 'place' END,
    CASE WHEN e.lifecycle * (1e0 - s.against_fraud) >= $family_bar THEN 'lifecycle' END,
    CASE WHEN e.group_evidence * (1e0 - s.against_fraud) >= $family_bar THEN 'group' END
  ], ' '), '') AS family_list,
  w.first_time AS first_seen,
  w.last_time AS last_seen
FROM scores AS s
JOIN line_evidence AS e ON e.line = s.line
JOIN line_window AS w ON w.line = s.line
CROSS JOIN network_window AS n
LEFT JOIN place_window AS p ON p.line = s.line
LEFT JOIN ref_lines AS r ON r.line = s.line
LEFT JOIN cohort_line AS o ON o.line = s.line
LEFT JOIN passing_line AS v ON v.line = s.line
JOIN (
  SELECT
    line,
    count(*) FILTER (WHERE heuristic = 'sms_without_voice') AS is_sms,
    count(*) FILTER (WHERE heuristic = 'many_sims_in_device') AS is_shared,
    count(*) FILTER (WHERE heuristic IN (
      'sims_in_turn', 'sims_in_relay', 'capped_ports'
    )) AS is_beyond_desk,
    count(*) FILTER (WHERE heuristic IN ('victim_relay', 'victims_passed_on')) AS is_passing,
    count(*) FILTER (WHERE family = 'device' AND evidence > 0e0 AND heuristic <> 'gateway_type') AS is_device_use,
    count(*) FILTER (WHERE family = 'device' AND evidence > 0e0) AS is_device,
    count(*) FILTER (WHERE family = 'place' AND evidence > 0e0) AS is_place
  FROM findings
  GROUP BY 1
) AS k ON k.line = s.line
LEFT JOIN (
  SELECT
    l.line,
    max(v.lines_seen) AS lines_seen,
    bool_and(COALESCE(v.device_kind, 'handset') = 'handset') AS is_handset
  FROM device_line_window AS l
  JOIN device_window AS v ON v.imei = l.imei
  GROUP BY 1
) AS d ON d.line = s.line
WHERE s.score >= $watch_bar
