/*---
title: Where a line's busiest day stands among its peers
grain: window
reads: [line_window, device_line_window, ref_lines]
params:
  min_peers: { default: 100, unit: lines, source: "judgement: of fewer, a percentile is a handful of lines" }
  floor: { default: 50, unit: calls on the busiest day, source: "as in high_outbound_volume: below it nobody is compared" }
  max_busy: { default: 0.5, unit: share of peers above the floor, source: "judgement: where half of them are that busy they are a trade, or a gang, and no measure" }
  young: { default: 30, unit: days, source: "judgement: SIM age below 30 days" }
  old: { default: 180, unit: days, source: "as in stable_corporate_account" }
---*/
-- Peers: the same kind of line and customer, as long with the operator, from the same area; where those are too few, of the
-- same kind and customer; then of the same kind of line. Without the operator's table only the kind of line is known, and without IMEIs
-- not even that: all numbers are of one kind.
-- `percentile` is NULL, and `peers` 0, where no such group is large enough or fit to measure by.
SELECT
  line,
  CASE WHEN near_fit THEN near_peers WHEN alike_fit THEN alike_peers WHEN kind_fit THEN kind_peers ELSE 0 END AS peers,
  CASE WHEN near_fit THEN near_rank WHEN alike_fit THEN alike_rank WHEN kind_fit THEN kind_rank END AS percentile,
  CASE
    WHEN near_fit THEN 'lines of its kind, customer type, age and area'
    WHEN alike_fit THEN 'lines of its kind and customer type'
    WHEN kind_fit THEN 'lines of its kind'
    ELSE 'none'
  END AS peer_group
FROM (
  SELECT
    line,
    peak_calls,
    near_peers,
    alike_peers,
    kind_peers,
    near_rank,
    alike_rank,
    kind_rank,
    is_known AND near_peers >= $min_peers AND near_busy <= $max_busy * near_peers AS near_fit,
    is_known AND alike_peers >= $min_peers AND alike_busy <= $max_busy * alike_peers AS alike_fit,
    kind_peers >= $min_peers AND kind_busy <= $max_busy * kind_peers AS kind_fit
  FROM (
    SELECT
      line,
      peak_calls,
      is_known,
      count(*) OVER near AS near_peers,
      count(*) OVER alike AS alike_peers,
      count(*) OVER kind AS kind_peers,
      count(CASE WHEN peak_calls >= $floor THEN 1 END) OVER near AS near_busy,
      count(CASE WHEN peak_calls >= $floor THEN 1 END) OVER alike AS alike_busy,
      count(CASE WHEN peak_calls >= $floor THEN 1 END) OVER kind AS kind_busy,
      round(percent_rank() OVER (PARTITION BY line_kind, customer_type, tenure, area ORDER BY peak_calls), 4) AS near_rank,
      round(percent_rank() OVER (PARTITION BY line_kind, customer_type ORDER BY peak_calls), 4) AS alike_rank,
      round(percent_rank() OVER (PARTITION BY line_kind ORDER BY peak_calls), 4) AS kind_rank
    FROM (
      SELECT
        w.line,
        w.peak_calls,
        CASE WHEN d.line IS NOT NULL THEN 'mobile' WHEN w.line < 0 AND w.out_calls = 0 THEN 'named' ELSE 'fixed' END AS line_kind,
        r.customer_type IS NOT NULL AS is_known,
        COALESCE(r.customer_type, '') AS customer_type,
        COALESCE(r.home_area, '') AS area,
        CASE
          WHEN r.activation_date IS NULL THEN 'unknown'
          WHEN date_diff('day', r.activation_date, $day) <= $young THEN 'young'
          WHEN date_diff('day', r.activation_date, $day) <= $old THEN 'settled'
          ELSE 'old'
        END AS tenure
      FROM line_window AS w
      LEFT JOIN (
        SELECT DISTINCT line
        FROM device_line_window
      ) AS d ON d.line = w.line
      LEFT JOIN ref_lines AS r ON r.line = w.line
    ) AS kinds
    WINDOW
      near AS (PARTITION BY line_kind, customer_type, tenure, area),
      alike AS (PARTITION BY line_kind, customer_type),
      kind AS (PARTITION BY line_kind)
  ) AS measured
) AS judged
WHERE peak_calls >= $floor
