import type { Attempt } from './agenda.js';

export type Outcome = 'answered' | 'busy' | 'no_answer' | 'failed' | 'cancelled';

/** What became of an attempt to call. */
export interface Call {
  what: Attempt;
  outcome: Outcome;
  /** Seconds it rang, and seconds of talk with the callee. */
  ring: number;
  seconds: number;
  /** Seconds that the caller spoke to the callee's mailbox; 0 if it did not. */
  mailbox: number;
}
