/*---
title: Circle and strangers of busy lines in the window
grain: window
reads: [contact_window]
params: {}
---*/
-- A person has a circle: a few numbers that take most calls, and that call back. A stranger is a number that was
-- contacted on one day only and never got in touch itself.
SELECT
  line,
  count(*) FILTER (WHERE contacted > 0) AS contacts,
  CAST(COALESCE(sum(contacted), 0) AS BIGINT) AS contacted,
  count(*) FILTER (WHERE out_calls > 0) AS callees,
  count(*) FILTER (WHERE contacted > 0 AND out_days = 1 AND in_calls + in_messages = 0) AS strangers,
  CAST(COALESCE(sum(contacted) FILTER (WHERE out_days = 1 AND in_calls + in_messages = 0), 0) AS BIGINT)
    AS contacted_strangers,
  CAST(COALESCE(sum(contacted) FILTER (WHERE place <= 5), 0) AS BIGINT) AS top5_contacted,
  count(*) FILTER (WHERE contacted > 0 AND out_days >= 2) AS repeat_contacts,
  -- Friends: both sides get in touch.
  count(*) FILTER (WHERE contacted > 0 AND in_calls + in_messages > 0) AS mutual_contacts,
  CAST(COALESCE(sum(contacted) FILTER (WHERE in_calls + in_messages > 0), 0) AS BIGINT) AS contacted_mutual,
  -- Callbacks: calls from numbers that this line called no later than they called.
  count(*) FILTER (WHERE out_calls > 0 AND in_calls > 0 AND first_out_day <= first_in_day) AS callback_callees,
  CAST(COALESCE(sum(in_calls) FILTER (WHERE out_calls > 0 AND first_out_day <= first_in_day), 0) AS BIGINT)
    AS callbacks,
  CAST(COALESCE(sum(in_answered) FILTER (WHERE out_calls > 0 AND first_out_day <= first_in_day), 0) AS BIGINT)
    AS callbacks_answered
FROM (
  SELECT
    c.*,
    out_calls + out_messages AS contacted,
    row_number() OVER (PARTITION BY line ORDER BY out_calls + out_messages DESC, counterpart) AS place
  FROM contact_window AS c
) AS ranked
GROUP BY 1
