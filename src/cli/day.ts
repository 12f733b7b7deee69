import { SimhoundError } from '../errors.js';

/** Takes a flag's day. @throws USAGE when it is no day of the calendar, written YYYY-MM-DD. */
export function dayOf(written: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(written)) return written;
  throw new SimhoundError('USAGE', {
    what: `${written} is not a day.`,
    todo: 'Write it as YYYY-MM-DD, such as 2026-03-01.',
  });
}
