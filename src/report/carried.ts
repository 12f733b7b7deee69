import type { Store } from '../store/store.js';

/** What the records of the window carry. Shares are 0…1 of all records. */
export interface RecordQuality {
  total: number;
  /** Such as `MO voice`. */
  by_kind: Record<string, number>;
  by_outcome: Record<string, number>;
  share_without: { imsi: number; imei: number; cell: number };
}

/** Counts the records of the window by kind and outcome, and what they lack, from the view `record_kind_day`. */
export async function measureRecords(store: Store): Promise<RecordQuality> {
  const rows = await store.db.rows<
    Record<'kind' | 'outcome', string> & Record<'n' | 'imsi' | 'imei' | 'cell', number>
  >(
    `SELECT concat_ws(' ', direction, service) AS kind, outcome, CAST(sum(records) AS DOUBLE) AS n,
       CAST(sum(with_imsi) AS DOUBLE) AS imsi, CAST(sum(with_imei) AS DOUBLE) AS imei,
       CAST(sum(with_cell) AS DOUBLE) AS cell
     FROM record_kind_day GROUP BY direction, service, outcome ORDER BY direction, service, outcome`,
  );
  const sum = (of: 'n' | 'imsi' | 'imei' | 'cell') => rows.reduce((total, row) => total + row[of], 0);
  const total = sum('n');
  const without = (of: 'imsi' | 'imei' | 'cell') =>
    total === 0 ? 0 : Number((1 - sum(of) / total).toFixed(4));
  const tally = (of: 'kind' | 'outcome') => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[row[of]] = (counts[row[of]] ?? 0) + row.n;
    return counts;
  };
  return {
    total,
    by_kind: tally('kind'),
    by_outcome: tally('outcome'),
    share_without: { imsi: without('imsi'), imei: without('imei'), cell: without('cell') },
  };
}
