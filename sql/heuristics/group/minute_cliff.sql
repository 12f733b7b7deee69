/*---
title: Stops at the same number of minutes as its group, day after day
family: group
reads: [group_minutes, line_total]
params:
  min_days: { default: 2, unit: days, source: "judgement: once may be chance" }
  sure_share: { default: 0.85, unit: "share of all days of lines", source: "judgement" }
  floor_share: { default: 0.5, unit: "share of all days of lines", source: "as in group_minutes" }
unit: days
because: "on {value} days this line's last call to others was the one that used up {quota} minutes, as with the lines of its group on {at_cliff} of {line_days} days"
recount: |
  SELECT count(*) AS value FROM (
    SELECT r.day, q.quota, sum(r.duration) AS seconds, max_by(r.duration, r.start_time) AS last_call
    FROM records AS r JOIN group_minutes AS q ON q.group_id = $subject
    LEFT JOIN group_member AS i ON i.line = r.counterpart AND i.group_id = q.group_id
    WHERE i.line IS NULL AND r.line = $line AND r.direction = 'MO' AND r.service = 'voice' AND r.outcome = 'answered'
      AND r.day BETWEEN $from AND $to
    GROUP BY 1, 2
  ) AS days WHERE seconds >= 60 * quota AND seconds - last_call < 60 * quota
false_positives: [prepaid cards of one tariff that run out together]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind]
blind_spots: ["quotas that are drawn anew for each SIM", "gangs whose calls are as long as a day's quota"]
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
FROM group_minutes AS q
JOIN (
  SELECT u.group_id, u.line, count(*) AS days
  FROM line_total AS u
  JOIN group_minutes AS g ON g.group_id = u.group_id
  WHERE u.seconds >= 60 * g.quota AND u.before_last < 60 * g.quota
  GROUP BY 1, 2
) AS t ON t.group_id = q.group_id
WHERE t.days >= $min_days
