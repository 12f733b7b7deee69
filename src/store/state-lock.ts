import { setTimeout as sleep } from 'node:timers/promises';
import { type DuckDb, literal } from '../engine/duckdb.js';
import { isLockedOut, messageOf, SimhoundError } from '../errors.js';

/** How a process waits while another one holds the state. */
export interface Patience {
  /** Seconds. */
  limit: number;
  signal?: AbortSignal | undefined;
  /** Told once, when the wait is longer than a second. */
  onWait?: (() => void) | undefined;
  /** Asked again and again: false ends the wait early. */
  isWorthIt?: (() => Promise<boolean>) | undefined;
}

/** Pauses between two tries, in milliseconds: from the first, doubling, to the longest. */
const [firstPause, longestPause] = [10, 200];

/** Looks in a row that must find no reason to wait before the wait ends: a process that starts may show itself late. */
const idleLooks = 6;

/**
 * Attaches the state and so holds it: no other process can until it is detached or this one ends.
 * @throws STORE_LOCKED when another process holds it too long, STORE_DAMAGED, INTERRUPTED.
 */
export async function takeState(db: DuckDb, file: string, patience: Patience): Promise<void> {
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  let idle = 0;
  let isTold = false;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await db.run(`ATTACH ${literal(file)} AS state`);
    } catch (thrown) {
      if (patience.signal?.aborted) throw interrupted();
      if (!isLockedOut(messageOf(thrown))) throw damaged(file, thrown);
      idle = (await patience.isWorthIt?.()) === false ? idle + 1 : 0;
      if (idle >= idleLooks || seconds() >= patience.limit) throw locked(file, thrown);
    }
    if (!isTold && seconds() > 1) {
      isTold = true;
      patience.onWait?.();
    }
    // By chance a little sooner or later, so that two who wait do not meet at every try.
    await sleep(pause * (0.5 + Math.random()), undefined, {
      ...(patience.signal && { signal: patience.signal }),
    }).catch(() => {
      throw interrupted();
    });
  }
}

/** Lets go of the state. */
export async function releaseState(db: DuckDb): Promise<void> {
  await db.run('DETACH state');
}

function locked(file: string, cause: unknown): SimhoundError {
  return new SimhoundError('STORE_LOCKED', {
    what: `Another run holds ${file}.`,
    todo: 'Wait for it to end, or stop it; a killed run leaves no lock behind.',
    cause,
  });
}

function damaged(file: string, cause: unknown): SimhoundError {
  return new SimhoundError('STORE_DAMAGED', {
    what: `${file} cannot be opened: ${messageOf(cause)}`,
    todo: 'Restore it from a backup, or move the store aside and import the exports again.',
    cause,
  });
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'Interrupted while another process held the store.',
    todo: 'Run again: what was loaded stays.',
  });
}
