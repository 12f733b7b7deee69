import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { recordFormat } from '../engine/parquet.js';
import { type Folders, requireRecords } from './folders.js';
import { recordColumns } from './records.js';

/**
 * How records lie in the lake. 2: with the IMEI's check digit; before, with the mark that is found by it. A new store has
 * the newest form.
 */
export const formatSchema = `
CREATE TABLE IF NOT EXISTS state.lake (format INTEGER NOT NULL);
INSERT INTO state.lake SELECT 2
  WHERE NOT EXISTS (SELECT 1 FROM state.lake) AND NOT EXISTS (SELECT 1 FROM state.ledger_files);
`;

/** A device that was not plausible gets a digit that is wrong; where it was refused for its other digits it still is. */
const oldMark = `CASE WHEN NOT imei_plausible THEN CASE WHEN luhn_check(CAST(imei AS VARCHAR) || '1') THEN 2 ELSE 1 END ELSE 0 END`;

/**
 * Brings the records of a store that an older simhound made into the form of today, a file at a time; what a killed run
 * left undone is done by the next. The state must be held. @throws STORE_DAMAGED when a file is gone.
 */
export async function upgradeRecords(db: DuckDb, folders: Folders): Promise<void> {
  if ((await db.rows('SELECT 1 FROM state.lake')).length > 0) return;
  const columns = Object.keys(recordColumns).map((name) =>
    name === 'imei_check' ? `CAST(${oldMark} AS ${recordColumns.imei_check}) AS imei_check` : name,
  );
  const files = await db.rows<{ path: string }>('SELECT path FROM state.ledger_files ORDER BY path');
  for (const { path } of files) {
    requireRecords(folders, path);
    const file = join(folders.lake, path);
    const old = await db.rows(
      `SELECT 1 FROM parquet_schema(${literal(file)}) WHERE name = 'imei_plausible' LIMIT 1`,
    );
    if (old.length === 0) continue;
    const beside = join(folders.tmp, 'upgrade.parquet');
    await db.run(
      `COPY (SELECT ${columns.join(', ')} FROM read_parquet(${literal(file)}, hive_partitioning = false))
       TO ${literal(beside)} (${recordFormat})`,
    );
    renameSync(beside, file);
  }
  await db.run('INSERT INTO state.lake VALUES (2)');
}
