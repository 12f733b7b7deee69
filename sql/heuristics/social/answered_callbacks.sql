/*---
title: Who rings back is answered
family: social
counter: true
reads: [callback_window, passing_line]
params:
  min_callers: { default: 4, unit: people who rang back, source: "judgement: two or three may be chance, or friends" }
  min_answered: { default: 0.25, unit: share of callbacks, source: "judgement: victims who ring a box back reach nobody; whoever has something to sell takes the call when he can" }
  sure_answered: { default: 0.6, unit: share of callbacks, source: "judgement: about what private lines answer" }
unit: share of callbacks
because: "{callers} people whom it had called rang back, and {value_share} of {callbacks} such calls were answered (calls between lines of this kind left out, three a caller at most)"
recount_with: [callbacks]
recount: |
  SELECT round(1e0 * sum(least(answered, 3)) / sum(least(calls, 3)), 4) AS value FROM callbacks
false_positives: [a box whose operator or voicemail takes the calls]
blind_spots: ["voicemail that picks up counts as an answer", "couriers whom nobody rings back", "exports without incoming calls"]
references: []
status: stable
---*/
SELECT
  'line' AS subject_type,
  line AS subject_id,
  line,
  round(-1e0 * (0.5e0 + 0.5e0 * least(1e0, (share - $min_answered) / NULLIF(1e0 * ($sure_answered - $min_answered), 0e0))), 6)
    AS strength,
  share AS value,
  CAST($min_answered AS DOUBLE) AS threshold,
  share AS value_share,
  callers,
  callbacks
FROM (
  SELECT line, callers, callbacks, round(1e0 * callbacks_answered / callbacks, 4) AS share
  FROM callback_window
  -- Whom a gang works on rings back, and is glad to be answered: that clears no line that takes over others' victims.
  WHERE callers >= $min_callers AND line NOT IN (SELECT line FROM passing_line)
) AS shares
WHERE share >= $min_answered
