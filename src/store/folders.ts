import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SimhoundError } from '../errors.js';

/** The places inside one store; every path is absolute. */
export interface Folders {
  root: string;
  /** Hive-partitioned Parquet: `records/day=…/` and one folder a built table. */
  lake: string;
  /** The ledger, the builds and the runs; only simhound opens it. */
  state: string;
  quarantine: string;
  runs: string;
  published: string;
  /** Half-made files, on the same disk so that a rename publishes them; emptied at every start. */
  tmp: string;
}

/** Names the places of a store and creates its folders, for the owner only. */
export function storeFolders(store: string): Folders {
  const root = resolve(store);
  const folders: Folders = {
    root,
    lake: join(root, 'lake'),
    state: join(root, 'state.duckdb'),
    quarantine: join(root, 'quarantine'),
    runs: join(root, 'runs'),
    published: join(root, 'published'),
    tmp: join(root, 'tmp'),
  };
  for (const folder of [
    root,
    folders.lake,
    folders.quarantine,
    folders.runs,
    folders.published,
    folders.tmp,
  ]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  return folders;
}

/** @param path of a file of records, below the lake's folder. @throws STORE_DAMAGED when it is gone. */
export function requireRecords({ lake }: Folders, path: string): void {
  if (existsSync(join(lake, path))) return;
  throw new SimhoundError('STORE_DAMAGED', {
    what: `The lake's file ${path} is gone, though the ledger has it.`,
    todo: 'Restore it from a backup, or move the store aside and import the exports again.',
  });
}
