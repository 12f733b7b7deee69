import { messageOf, SimhoundError } from '../errors.js';
import type { LedgerEntry } from './ledger.js';

/** What became of one input. */
export type ImportOutcome =
  | (LedgerEntry & { state: 'loaded' | 'already loaded'; quarantine?: string })
  | { state: 'failed'; name: string; error: SimhoundError };

/** Anything thrown while an export was read, as an error that tells no row of it. */
export function complaintOf(name: string, thrown: unknown): SimhoundError {
  if (thrown instanceof SimhoundError) return thrown;
  // DuckDB's messages quote the row they stumble over, which holds numbers: only the first line goes out.
  const [first = ''] = messageOf(thrown).split('\n');
  return new SimhoundError('INPUT_UNREADABLE', {
    what: `${name} cannot be read: ${first}`,
    todo: 'Run `simhound inspect` on it.',
    cause: thrown,
  });
}

export function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'The import was interrupted.',
    todo: 'Run again: what was loaded stays, and the rest is taken then.',
  });
}
