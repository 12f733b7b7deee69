/*---
title: Quiet lines without any circle
grain: window
reads: [circle_window, network_window]
params:
  min_contacts: { default: 8, unit: numbers in the window, source: "judgement: whoever rings eight people a week hears from somebody; fewer may be chance" }
  max_contacts: { default: 120, unit: numbers in the window, source: "judgement: four times the human ceiling of about 30 different callees (GoAntiFraud); busier lines show by what they do themselves" }
  max_uninvited: { default: 0.1, unit: "numbers that got in touch first, for each that it contacted", source: "judgement: people hear from nearly as many as they contact; a card that is used for work alone gets a wrong number or an advertisement now and then" }
  min_strangers: { default: 0.6, unit: share of contacts, source: "as in fan_out_to_strangers" }
  min_called_share: { default: 0.2, unit: share of lines, source: "as in outgoing_without_incoming: where fewer lines have a record of what came in, a circle cannot be seen" }
---*/
-- Volume, callbacks and movement may look like a person's. But who has people has some who get in touch by themselves,
-- without having been rung before: family, a dentist, a colleague. Victims ring back, yet never first.
SELECT
  c.line,
  c.contacts,
  c.uninvited
FROM circle_window AS c
CROSS JOIN network_window AS n
WHERE c.contacts BETWEEN $min_contacts AND $max_contacts
  AND c.uninvited <= $max_uninvited * c.contacts
  AND c.strangers >= $min_strangers * c.contacts
  AND n.called_share >= $min_called_share
