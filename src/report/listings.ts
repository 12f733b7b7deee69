import { families } from '../model.js';
import { exposeTables, lakeFiles } from '../store/lake.js';
import type { Store } from '../store/store.js';

/** What the operator's lists hold on a run's day; counts of entries. Only those in force do anything. */
export interface Listings {
  entries: number;
  in_force: number;
  /** Past their date, or with a date that cannot be read. */
  expired: number;
  /** Without an owner or a reason. */
  incomplete: number;
  /** For something that is neither `all` nor a family. */
  unknown_scope: number;
  /** In force without an end: somebody should look at them. */
  without_expiry: number;
}

/** Counts the entries of the operator's lists; null where none is configured. */
export async function measureListings(store: Store, day: string): Promise<Listings | null> {
  if ((await lakeFiles(store, 'ref_lists')).length === 0) return null;
  await exposeTables(store, ['ref_lists']);
  const scopes = ['all', ...families].map((scope) => `'${scope}'`).join(', ');
  // Each entry is counted once, under the first thing that is wrong with it.
  const row = await store.db.row<Record<keyof Listings, bigint>>(
    `SELECT count(*) AS entries,
       count(*) FILTER (state = 'in force') AS in_force,
       count(*) FILTER (state = 'expired') AS expired,
       count(*) FILTER (state = 'incomplete') AS incomplete,
       count(*) FILTER (state = 'unknown scope') AS unknown_scope,
       count(*) FILTER (state = 'in force' AND expires IS NULL) AS without_expiry
     FROM (
       SELECT expires, CASE
         WHEN owner IS NULL OR reason IS NULL THEN 'incomplete'
         WHEN COALESCE(scope, 'all') NOT IN (${scopes}) THEN 'unknown scope'
         WHEN COALESCE(expires, CAST($day AS DATE)) < CAST($day AS DATE) THEN 'expired'
         ELSE 'in force' END AS state
       FROM ref_lists
     )`,
    { day },
  );
  return {
    entries: Number(row.entries),
    in_force: Number(row.in_force),
    expired: Number(row.expired),
    incomplete: Number(row.incomplete),
    unknown_scope: Number(row.unknown_scope),
    without_expiry: Number(row.without_expiry),
  };
}
