import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDb, type DuckDbOptions } from '../engine/duckdb.js';
import { type Folders, storeFolders } from './folders.js';
import { stateSchema } from './schema.js';
import { type Patience, releaseState, takeState } from './state-lock.js';
import { formatSchema, upgradeRecords } from './upgrade.js';
import { isShared, openWorkshop, sweepWorkshops, type Workshop } from './workshop.js';

/** One store: its folders and a DuckDB session with the state attached as `state`, which no other process has then. */
export interface Store {
  folders: Folders;
  db: DuckDb;
  /**
   * Lets other processes have the state while work lasts that does not touch it, where the store was opened to be
   * shared. What was read of the state before may have changed after.
   * @throws STORE_LOCKED when another process held the state for ten minutes after the work was done.
   */
  apart<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

export interface StoreOptions extends Pick<DuckDbOptions, 'memoryLimit' | 'threads'>, Partial<Patience> {
  /** Lets others open the store while work goes on apart from the state; `folders.tmp` is then this process's own. */
  shared?: boolean;
}

/** Seconds that work which is done waits to be entered: a night that began meanwhile may hold the state for long. */
const longest = 600;

/**
 * Opens a store and holds its state until `close`. Half-made files of processes that died are removed, and records of
 * a store that an older simhound made are brought into the form of today.
 * @throws STORE_LOCKED (exit 4) when another process holds it; those that share the store are waited for up to a minute.
 */
export async function openStore(path: string, options: StoreOptions): Promise<Store> {
  const { memoryLimit, threads, shared = false, limit = 60, ...waiting } = options;
  const folders = storeFolders(path);
  const settings = { ...(memoryLimit && { memoryLimit }), ...(threads && { threads }) };
  const db = await DuckDb.open({ ...settings, tempDirectory: join(folders.tmp, 'spill') });
  let workshop: Workshop | undefined;
  try {
    const isWorthIt = () => isShared(db, folders.tmp);
    await takeState(db, folders.state, { limit, isWorthIt, ...waiting });
    chmodSync(folders.state, 0o600);
    await sweepWorkshops(db, folders.tmp);
    // Together, which is one wait for the disk and not a dozen in a new store.
    await db.run(`BEGIN; ${stateSchema}${formatSchema} COMMIT;`);
    await upgradeRecords(db, folders);
    if (shared) workshop = await openWorkshop(db, folders.tmp);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
  const { folder: tmp = folders.tmp } = workshop ?? {};
  return {
    folders: { ...folders, tmp },
    db,
    apart: async (work) => {
      if (!shared) return await work();
      await releaseState(db);
      try {
        return await work();
      } finally {
        await takeState(db, folders.state, { limit: longest, ...waiting });
      }
    },
    close: () => {
      db.close();
      workshop?.close();
    },
  };
}
