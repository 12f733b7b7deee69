import { SimhoundError } from '../errors.js';
import type { Store } from './store.js';

/** A last day with fewer records than this share of the median day is a delivery's overhang, not a day. */
const overhang = 0.1;

/**
 * The day that a run is for: the one asked for, or the last complete local day in the lake. A day is complete when
 * it is over by the operator's clock and holds at least a tenth of the median day's records: an export of one day
 * often holds a few records of the next.
 * @param now for tests.
 * @throws LAKE_EMPTY when the lake has no record of that day, or none at all.
 */
export async function logicalDay(
  store: Store,
  timezone: string,
  asked?: string,
  now: Date = new Date(),
): Promise<string> {
  const days = await store.db.rows<{ day: string; rows: bigint }>(
    'SELECT CAST(day AS VARCHAR) AS day, CAST(sum(rows) AS BIGINT) AS rows FROM state.ledger_files GROUP BY 1 ORDER BY 1',
  );
  if (asked !== undefined) {
    if (days.some(({ day }) => day === asked)) return asked;
    throw nothing(`The lake holds no record of ${asked}.`);
  }
  // The Swedish locale writes dates as ISO does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(now);
  const over = days.filter(({ day }) => day < today);
  const median = over.map(({ rows }) => Number(rows)).sort((a, b) => a - b)[Math.floor(over.length / 2)] ?? 0;
  const last = over.findLast(({ rows }) => Number(rows) >= overhang * median);
  if (!last) throw nothing('The lake holds no complete day.');
  return last.day;
}

function nothing(what: string): SimhoundError {
  return new SimhoundError('LAKE_EMPTY', {
    what,
    todo: 'Name exports under inbox in the configuration, or import some with `simhound import FILE…`.',
  });
}
