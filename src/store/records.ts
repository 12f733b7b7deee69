/**
 * The lake's one fact table, column by column in the order of its Parquet files. The partition column `day`
 * (DATE, the operator's local day) stands in the folder's name and comes last.
 *
 * `line` and `counterpart` are digits in international form, short codes as they are, and for anything else
 * a negative id (the low 62 bits of the text's md5, negated) whose text stands in `line_name` or `counterpart_name`.
 * `start_time` is UTC; `duration` is seconds of conversation; `imei` is the first 14 digits,
 * `imei_check` the fifteenth, 0 where none was sent.
 */
export const recordColumns = {
  line: 'BIGINT',
  counterpart: 'BIGINT',
  direction: 'VARCHAR',
  service: 'VARCHAR',
  start_time: 'TIMESTAMP',
  duration: 'INTEGER',
  outcome: 'VARCHAR',
  imsi: 'BIGINT',
  imei: 'BIGINT',
  imei_check: 'TINYINT',
  cell: 'VARCHAR',
  trunk_in: 'VARCHAR',
  trunk_out: 'VARCHAR',
  line_name: 'VARCHAR',
  counterpart_name: 'VARCHAR',
  record_hash: 'BIGINT',
} as const;

/**
 * Whether a real device can have a record's IMEI: what line_device_day.sql says, in words of DuckDB alone, since a published
 * view goes without simhound's macros. Luhn digit by digit: of a doubled digit d the sum of digits is 2 d % 10 + d // 5.
 */
export const plausibleImei = (() => {
  const terms = Array.from({ length: 14 }, (_, place) => {
    const digit = `imei // ${10 ** place} % 10`;
    return place % 2 === 0 ? `${digit} * 2 % 10 + ${digit} // 5` : digit;
  });
  return `(imei < 0 OR (imei >= 1000000000000 AND imei % 11111111111111 <> 0 AND imei // 1000000 <> 12345678
      AND (imei_check = 0 OR (imei_check + ${terms.join(' + ')}) % 10 = 0)))`;
})();

/** The operator's reference tables as the models read them; a table that is not configured is empty. */
export const referenceColumns = {
  ref_lines: {
    line: 'BIGINT',
    activation_date: 'DATE',
    customer_type: 'VARCHAR',
    account: 'VARCHAR',
    dealer: 'VARCHAR',
    home_area: 'VARCHAR',
    product: 'VARCHAR',
  },
  ref_cells: { cell: 'VARCHAR', latitude: 'DOUBLE', longitude: 'DOUBLE', area: 'VARCHAR' },
  ref_device_types: { tac: 'BIGINT', model: 'VARCHAR', kind: 'VARCHAR' },
  /** Whom the operator vouches for; a line may stand there several times. */
  ref_lists: { line: 'BIGINT', owner: 'VARCHAR', reason: 'VARCHAR', expires: 'DATE', scope: 'VARCHAR' },
} as const;

export type ReferenceName = keyof typeof referenceColumns;

/** Tables that simhound brings along from earlier nights; the first night has none. */
export const carriedColumns = {
  /** Members of the groups of the last day before the run's. */
  group_history: { line: 'BIGINT', group_id: 'BIGINT' },
} as const;

/** The day that stands for "no day" in the state of tables that are not built by day. */
export const noDay = '0001-01-01';
