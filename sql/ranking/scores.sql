/*---
title: A score and a rank for every line of the window
grain: window
reads: [line_window, line_evidence]
params:
  family_bar: { default: 0.2, unit: evidence, source: "sql/ranking/weights.yaml" }
  busy_share: { default: 0.35, unit: share of the evidence, source: "sql/ranking/weights.yaml" }
  vain_share: { default: 0.55, unit: share of the evidence, source: "sql/ranking/weights.yaml" }
  plain_share: { default: 0.85, unit: share of the evidence, source: "sql/ranking/weights.yaml" }
  score_at_20: { default: 0.2, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
  score_at_40: { default: 0.4, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
  score_at_60: { default: 0.6, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
  score_at_80: { default: 0.8, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
  score_at_95: { default: 0.95, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
  score_at_100: { default: 1, unit: score, source: "sql/ranking/weights.yaml, fitted by scripts/fit.mjs" }
---*/
-- Families are independent: what speaks for fraud combines as the chance that at least one of them is right,
-- what speaks against it takes its share of the rest. Where all that speaks for fraud is plain (volume, strangers, a
-- fixed place: what any call centre shows), it is heard for a part, so that such a line stands behind those that are for
-- review. A gang of so many calls shows in a device, a place or the people it passes on, so that what a busy line shows by
-- itself speaks for a trade as much as for fraud, in however many families. What
-- tells trades from boxes best is whether those who ring back reach anybody; and a line too quiet for a trade, with
-- which nobody gets in touch, is heard for most.
-- Evidence a family keeps above the bar makes it count.
-- The score is that chance brought onto the share of fraud that lines of such a chance turned out to have: straight
-- between the points at 0.2, 0.4, 0.6, 0.8, 0.95 and 1, which rise, so that the order is the chance's.
SELECT
  line,
  round(CASE
    WHEN chance <= 2e-1 THEN chance / 2e-1 * CAST($score_at_20 AS DOUBLE)
    WHEN chance <= 4e-1
      THEN CAST($score_at_20 AS DOUBLE)
        + (chance - 2e-1) / 2e-1 * (CAST($score_at_40 AS DOUBLE) - CAST($score_at_20 AS DOUBLE))
    WHEN chance <= 6e-1
      THEN CAST($score_at_40 AS DOUBLE)
        + (chance - 4e-1) / 2e-1 * (CAST($score_at_60 AS DOUBLE) - CAST($score_at_40 AS DOUBLE))
    WHEN chance <= 8e-1
      THEN CAST($score_at_60 AS DOUBLE)
        + (chance - 6e-1) / 2e-1 * (CAST($score_at_80 AS DOUBLE) - CAST($score_at_60 AS DOUBLE))
    WHEN chance <= 95e-2
      THEN CAST($score_at_80 AS DOUBLE)
        + (chance - 8e-1) / 15e-2 * (CAST($score_at_95 AS DOUBLE) - CAST($score_at_80 AS DOUBLE))
    ELSE CAST($score_at_95 AS DOUBLE)
      + (chance - 95e-2) / 5e-2 * (CAST($score_at_100 AS DOUBLE) - CAST($score_at_95 AS DOUBLE))
  END, 6) AS score,
  row_number() OVER (
    ORDER BY chance DESC, families DESC, for_fraud DESC, against_fraud, volume DESC, line
  ) AS rank,
  families,
  for_fraud,
  against_fraud
FROM (
  SELECT
    line,
    volume,
    for_fraud,
    against_fraud,
    round(for_fraud * (1e0 - against_fraud), 6) AS chance,
    CASE WHEN traffic * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END
      + CASE WHEN social * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END
      + CASE WHEN device * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END
      + CASE WHEN place * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END
      + CASE WHEN lifecycle * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END
      + CASE WHEN group_evidence * (1e0 - against_fraud) >= $family_bar THEN 1 ELSE 0 END AS families
  FROM (
    SELECT
      w.line,
      w.out_calls + w.out_messages AS volume,
      COALESCE(e.traffic, 0e0) AS traffic,
      COALESCE(e.social, 0e0) AS social,
      COALESCE(e.device, 0e0) AS device,
      COALESCE(e.place, 0e0) AS place,
      COALESCE(e.lifecycle, 0e0) AS lifecycle,
      COALESCE(e.group_evidence, 0e0) AS group_evidence,
      round(COALESCE(
        CASE
          WHEN e.telling >= $family_bar
            THEN 1e0 - (1e0 - e.traffic) * (1e0 - e.social) * (1e0 - e.device) * (1e0 - e.place)
              * (1e0 - e.lifecycle) * (1e0 - e.group_evidence)
          ELSE greatest(
            $plain_share * e.quiet,
            $vain_share * e.in_vain,
            $busy_share * (1e0 - (1e0 - e.traffic) * (1e0 - e.social) * (1e0 - e.device) * (1e0 - e.place)
              * (1e0 - e.lifecycle) * (1e0 - e.group_evidence))
          )
        END, 0e0), 6) AS for_fraud,
      round(COALESCE(1e0 - (1e0 - e.traffic_counter) * (1e0 - e.social_counter) * (1e0 - e.device_counter)
        * (1e0 - e.place_counter) * (1e0 - e.lifecycle_counter) * (1e0 - e.group_counter), 0e0), 6) AS against_fraud
    FROM line_window AS w
    LEFT JOIN line_evidence AS e ON e.line = w.line
  ) AS combined
) AS scored
