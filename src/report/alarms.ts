import type { Store } from '../store/store.js';

/**
 * Remembers which subjects stood in the block or review tier on this logical day, in place of what an earlier
 * run of the same day said. Later days count them; this day's own reports do not read them.
 */
export async function recordAlarms(store: Store, day: string): Promise<void> {
  await store.db.run('BEGIN TRANSACTION');
  try {
    await store.db.run('DELETE FROM state.alarms WHERE day = CAST($day AS DATE)', { day });
    await store.db.run(
      // Two names may read alike once control characters are gone; 'block' comes before 'review'.
      `INSERT INTO state.alarms SELECT CAST($day AS DATE), subject_type, subject_id, min(tier)
       FROM report_suspects WHERE tier IN ('block', 'review') GROUP BY subject_type, subject_id`,
      { day },
    );
    await store.db.run('COMMIT');
  } catch (thrown) {
    await store.db.run('ROLLBACK');
    throw thrown;
  }
}

/** What earlier days contribute to a run's alarm counts: part of the run's input, so the manifest names it. */
export async function alarmHistory(store: Store, day: string): Promise<{ days: number; digest: string }> {
  const row = await store.db.row<{ days: bigint; digest: string }>(
    `SELECT count(DISTINCT day) AS days,
       md5(COALESCE(string_agg(day || subject_type || ' ' || subject_id, ',' ORDER BY day, subject_type, subject_id), ''))
         AS digest
     FROM state.alarms WHERE day < CAST($day AS DATE)`,
    { day },
  );
  return { days: Number(row.days), digest: row.digest };
}
