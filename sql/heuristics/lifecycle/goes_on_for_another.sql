/*---
title: Goes on with a silent line's people
family: lifecycle
reads: [heir_pair]
params:
  min_shared: { default: 3, unit: people, source: "as in heir_pair" }
  sure_shared: { default: 10, unit: people, source: "judgement" }
unit: people
because: "{value} of the people it contacted had been contacted by another line that fell silent {pause} days before it began; by chance {expected} would be"
recount: |
  SELECT max(shared) AS value FROM heir_pair WHERE line_after = $line
false_positives: [a sales person or courier who changes the number and keeps the customers]
cleared_by: [social/answered_callbacks, social/mutual_circle, place/mobility_with_answered_callbacks]
blind_spots: ["gangs that ring nobody twice", "heirs that begin before the old line is silent", "windows of a few days"]
references: []
status: experimental
---*/
-- What a block brings to light: the next SIM goes on where the last one stopped.
SELECT
  'line' AS subject_type,
  line_after AS subject_id,
  line_after AS line,
  round(0.5e0 + 0.5e0 * least(1e0, 1e0 * (shared - $min_shared) / NULLIF($sure_shared - $min_shared, 0)), 6) AS strength,
  CAST(shared AS DOUBLE) AS value,
  CAST($min_shared AS DOUBLE) AS threshold,
  pause,
  expected
FROM (
  SELECT *, row_number() OVER (PARTITION BY line_after ORDER BY shared DESC, line_before) AS place
  FROM heir_pair
) AS heirs
WHERE place = 1
