import { join } from 'node:path';
import type { Config } from '../config.js';
import type { DuckDb } from '../engine/duckdb.js';
import { sha256Of } from '../sha256.js';
import { understand } from './layout.js';
import { exportName } from './ledger.js';
import { parquetSample } from './parquet.js';
import { repairExport } from './repair.js';
import { needsRepair, sniffExport } from './sniff.js';
import type { Source } from './source.js';

/**
 * Finds out how an export is to be read, and rewrites it as plain CSV where DuckDB's reader cannot take it as it is.
 * @throws INPUT_UNREADABLE, INPUT_UNRECOGNISED, PROFILE_INVALID
 */
export async function prepareSource(
  db: DuckDb,
  path: string,
  config: Pick<Config, 'profile' | 'country'>,
  tmp: string,
  signal: AbortSignal,
): Promise<Source> {
  const sniffed = await sniffExport(path);
  const sample = sniffed.format === 'parquet' ? await parquetSample(db, path, sniffed) : sniffed;
  const layout = await understand(db, sample, exportName(path), config.profile, config.country);
  const isRepaired = needsRepair(sample);
  const file = isRepaired ? join(tmp, 'repaired.csv') : path;
  if (isRepaired) await repairExport(path, sample, file, signal);
  const profileHash = sha256Of(JSON.stringify(layout.profile));
  return { file, layout, sample, isRepaired, profileHash };
}
