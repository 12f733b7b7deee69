import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { literal } from '../engine/duckdb.js';
import { exposeTables, lakeFiles } from '../store/lake.js';
import { noDay } from '../store/records.js';
import type { Store } from '../store/store.js';

const table = 'group_history';

/**
 * Puts the members of the groups of the last day before the run's into the lake, as the table `group_history`, so
 * that groups can keep their numbers. Only earlier days count: a second run of a day reads what the first one read.
 */
export async function bringGroupHistory(store: Store, day: string): Promise<void> {
  const members = `SELECT line, group_id FROM state.groups
    WHERE day = (SELECT max(day) FROM state.groups WHERE day < ${literal(day)}::DATE) ORDER BY line`;
  const { version, rows } = await store.db.row<{ version: string; rows: bigint }>(
    `SELECT md5(COALESCE(string_agg(line || ' ' || group_id, ',' ORDER BY line), '')) AS version, count(*) AS rows
     FROM (${members})`,
  );
  const [old] = await lakeFiles(store, table);
  if (old?.version === version && existsSync(join(store.folders.lake, old.path))) return;
  const half = join(store.folders.tmp, `${table}.parquet`);
  await store.db.run(`COPY (${members}) TO ${literal(half)} (FORMAT parquet, COMPRESSION zstd)`);
  chmodSync(half, 0o600);
  const path = `${table}/${version}.parquet`;
  mkdirSync(join(store.folders.lake, table), { recursive: true, mode: 0o700 });
  renameSync(half, join(store.folders.lake, path));
  await store.db.run(
    `INSERT OR REPLACE INTO state.builds
     VALUES ($table, CAST($day AS DATE), $version, $path, $rows, 0, CAST(now() AS TIMESTAMP))`,
    { table, day: noDay, version, path, rows },
  );
  if (old && old.path !== path) rmSync(join(store.folders.lake, old.path), { recursive: true, force: true });
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
