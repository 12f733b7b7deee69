/*---
title: Stops at the same number of calls as its group, day after day
family: group
reads: [group_quota, line_total]
params:
  min_days: { default: 2, unit: days, source: "judgement: once may be chance" }
  sure_share: { default: 0.8, unit: "share of all days of lines", source: "judgement" }
  floor_share: { default: 0.4, unit: "share of all days of lines", source: "judgement: of numbers that vary by chance around 20, one in six falls on two neighbours" }
unit: days
because: "on {value} days this line placed {quota} calls to others or one less and no more, as the lines of its group did on {at_cliff} of {line_days} days"
recount: |
  SELECT count(*) AS value FROM (
    SELECT r.day, q.quota, count(*) AS calls
    FROM records AS r JOIN group_quota AS q ON q.group_id = $subject
    LEFT JOIN group_member AS i ON i.line = r.counterpart AND i.group_id = q.group_id
    WHERE i.line IS NULL AND r.line = $line AND r.direction = 'MO' AND r.service = 'voice' AND r.day BETWEEN $from AND $to
    GROUP BY 1, 2
  ) AS days WHERE calls BETWEEN quota - 1 AND quota
false_positives: [diallers of a survey with a list a day]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["quotas in minutes (minute_cliff looks for these)", "quotas that are drawn anew for each SIM"]
references: []
status: experimental
---*/
SELECT
  'group' AS subject_type,
  q.group_id AS subject_id,
  t.line,
  round(0.5e0 + 0.5e0 * least(1e0,
    (q.cliff_share - $floor_share) / NULLIF(1e0 * ($sure_share - $floor_share), 0e0)), 6) AS strength,
  CAST(t.days AS DOUBLE) AS value,
  CAST($min_days AS DOUBLE) AS threshold,
  q.quota,
  q.at_cliff,
  q.line_days
FROM group_quota AS q
JOIN (
  SELECT u.group_id, u.line, count(*) AS days
  FROM line_total AS u
  JOIN group_quota AS g ON g.group_id = u.group_id
  WHERE u.calls BETWEEN g.quota - 1 AND g.quota
  GROUP BY 1, 2
) AS t ON t.group_id = q.group_id
WHERE t.days >= $min_days AND q.cliff_share >= $floor_share
