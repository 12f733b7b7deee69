import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { isLockedOut, messageOf } from '../errors.js';

/** A small database in a workshop: its lock, which the operating system releases, says that the owner lives. */
const sign = 'held';

/** A folder of its own for a process that shares the store with others. */
export interface Workshop {
  folder: string;
  /** Removes the folder; the session that made it must be closed. */
  close(): void;
}

/**
 * Makes a workshop below `tmp`. The caller holds the store's state, so nobody sweeps between folder and sign.
 * @param db holds the sign until it is closed.
 */
export async function openWorkshop(db: DuckDb, tmp: string): Promise<Workshop> {
  const folder = mkdtempSync(join(tmp, 'import-'));
  await db.run(`ATTACH ${literal(join(folder, sign))} AS workshop`);
  await db.run(`SET temp_directory = ${literal(join(folder, 'spill'))}`);
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removes what dead processes left in `tmp`. The caller holds the store's state. */
export async function sweepWorkshops(db: DuckDb, tmp: string): Promise<void> {
  for (const name of readdirSync(tmp)) {
    const path = join(tmp, name);
    if (name === 'spill' || (await isAlive(db, path))) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

/** Whether another process is at work in a workshop of the store. */
export async function isShared(db: DuckDb, tmp: string): Promise<boolean> {
  for (const name of readdirSync(tmp)) if (await isAlive(db, join(tmp, name))) return true;
  return false;
}

async function isAlive(db: DuckDb, folder: string): Promise<boolean> {
  const file = join(folder, sign);
  if (!existsSync(file)) return false;
  try {
    // Reading locks keep out none of the others who look.
    await db.run(`ATTACH ${literal(file)} AS looked_at (READ_ONLY)`);
  } catch (thrown) {
    return isLockedOut(messageOf(thrown));
  }
  await db.run('DETACH looked_at');
  return false;
}
