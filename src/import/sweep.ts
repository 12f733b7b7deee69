import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../store/store.js';

/** Removes files of records that a killed import left in the lake and that no ledger row knows. */
export function sweepLake(store: Store, known: Set<string>): void {
  const folder = join(store.folders.lake, 'records');
  let paths: string[];
  try {
    paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return;
  }
  for (const path of paths) {
    const file = `records/${path.replaceAll('\\', '/')}`;
    if (file.endsWith('.parquet') && !known.has(file)) rmSync(join(folder, path));
  }
}
