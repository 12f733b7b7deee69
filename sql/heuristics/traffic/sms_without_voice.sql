/*---
title: Messages to many strangers, and no voice
family: traffic
reads: [line_window, stranger_line, device_line_window]
params:
  min_recipients: { default: 50, unit: recipients a day, source: "judgement: a person who sends more than 50 messages a day calls, too" }
  sure_recipients: { default: 200, unit: recipients a day, source: "judgement: farms are told to send about 300 a day, the careful ones fewer" }
  max_voice: { default: 0.05, unit: calls a message, source: "judgement: a person who texts also calls" }
  max_replies: { default: 0.1, unit: messages received a message sent, source: "judgement: people who text strangers are answered by few" }
  min_number: { default: 1000000, unit: number, source: "short codes are services, and negative ids without a device are alphanumeric senders" }
unit: recipients on the busiest day
because: "{value} different numbers were sent messages on the busiest day: {out_messages} messages, {voice_calls} calls and {in_messages} replies in all"
recount: |
  SELECT max(recipients) AS value FROM (
    SELECT day, count(DISTINCT CASE WHEN direction = 'MT' THEN line ELSE counterpart END) AS recipients
    FROM records
    WHERE service = 'sms' AND day BETWEEN $from AND $to
      AND ((direction = 'MO' AND line = $line) OR (direction = 'MT' AND counterpart = $line))
    GROUP BY 1
  ) AS days
false_positives: [A2P senders on ordinary numbers, clubs and schools that text their members once in the window]
cleared_by: [lifecycle/stable_corporate_account, lifecycle/known_line_kind, social/mutual_circle]
blind_spots: ["blasters that text the same people again", "blasters that also place calls", "farms that stay below 50 recipients a SIM and day"]
references: []
status: stable
---*/
-- Who texts the same people again, as a school does, has a list of his own: those are no strangers.
SELECT
  'line' AS subject_type,
  w.line AS subject_id,
  w.line,
  round(0.5e0 + 0.5e0 * least(1e0,
    1e0 * (peak_recipients - $min_recipients) / NULLIF($sure_recipients - $min_recipients, 0)), 6) AS strength,
  CAST(peak_recipients AS DOUBLE) AS value,
  CAST($min_recipients AS DOUBLE) AS threshold,
  out_messages,
  out_calls + in_calls AS voice_calls,
  in_messages
FROM line_window AS w
JOIN stranger_line AS s ON s.line = w.line
LEFT JOIN (
  SELECT DISTINCT line
  FROM device_line_window
  WHERE line < 0
) AS d ON d.line = w.line
WHERE peak_recipients >= $min_recipients
  AND (w.line >= $min_number OR d.line IS NOT NULL)
  AND out_calls + in_calls <= $max_voice * out_messages
  AND in_messages <= $max_replies * out_messages
