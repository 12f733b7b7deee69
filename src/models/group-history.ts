import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../engine/duckdb.js';
import { exposeTables, lakeFiles } from '../store/lake.js';
import type { Store } from '../store/store.js';
import { putIntoLake, writeAside } from '../store/whole-table.js';

const table = 'group_history';

/**
 * Puts the members of the groups of the last day before the run's into the lake, as the table `group_history`, so
 * that groups can keep their numbers. Only earlier days count: a second run of a day reads what the first one read.
 */
export async function bringGroupHistory(store: Store, day: string): Promise<void> {
  const members = `SELECT line, group_id FROM state.groups
    WHERE day = (SELECT max(day) FROM state.groups WHERE day < ${literal(day)}::DATE) ORDER BY line`;
  const { version } = await store.db.row<{ version: string }>(
    `SELECT md5(COALESCE(string_agg(line || ' ' || group_id, ',' ORDER BY line), '')) AS version FROM (${members})`,
  );
  const [old] = await lakeFiles(store, table);
  if (old?.version === version && existsSync(join(store.folders.lake, old.path))) return;
  await putIntoLake(store, await writeAside(store, table, members), version);
}

/** Remembers a day's groups for the days after it, in place of what an earlier run of the same day said. */
export async function recordGroups(store: Store, day: string): Promise<void> {
  if ((await lakeFiles(store, 'group_member')).length === 0) return;
  await exposeTables(store, ['group_member']);
  await store.db.run('BEGIN TRANSACTION');
  try {
    await store.db.run('DELETE FROM state.groups WHERE day = CAST($day AS DATE)', { day });
    await store.db.run(
      'INSERT INTO state.groups SELECT CAST($day AS DATE), group_id, line FROM group_member ORDER BY line',
      { day },
    );
    await store.db.run('COMMIT');
  } catch (thrown) {
    await store.db.run('ROLLBACK');
    throw thrown;
  }
}
