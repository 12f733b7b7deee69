import { basename } from 'node:path';
import type { Model } from '../model.js';
import { builtFiles, type Days } from '../store/lake.js';
import { type ReferenceName, referenceColumns } from '../store/records.js';
import type { Store } from '../store/store.js';
import { measureRecords, type RecordQuality } from './carried.js';
import { type Lack, lackingData, type References } from './lack.js';
import { type Listings, measureListings } from './listings.js';
import { type RefusedRows, refusedByReason } from './refused.js';

/** One export of the window as the ledger has it: rows_read = loaded + duplicates + quarantined + skipped. */
export interface ExportQuality {
  /** The file's name without its folder. */
  name: string;
  export: string;
  profile: string;
  rows_read: number;
  loaded: number;
  duplicates: number;
  quarantined: number;
  /** Reason code → rows; empty when the quarantine file is no longer there. */
  quarantined_by_reason: RefusedRows;
  skipped: number;
  first_time: string | null;
  last_time: string | null;
}

/** The data-quality sheet of a run: what was read, refused and missing. Times are UTC. */
export interface Quality {
  day: string;
  window: Days;
  exports: ExportQuality[];
  /** Every day of the window, those without a record too. */
  days: { day: string; records: number; exports: number }[];
  missing_days: string[];
  records: RecordQuality;
  references: References;
  /** The operator's lists; null where none is configured. */
  lists: Listings | null;
  heuristics_lacking_data: Lack[];
}

/** Measures the data behind a run from the ledger and what was counted of each day's records. */
export async function measureQuality(
  store: Store,
  run: { day: string; window: Days; models: Model[] },
): Promise<Quality> {
  const days = await daysOf(store, run.window);
  const records = await measureRecords(store);
  const built = await builtFiles(store);
  const references = {} as References;
  for (const table of Object.keys(referenceColumns) as ReferenceName[]) {
    references[table] = built.has(table) ? 'present' : 'missing';
  }
  return {
    day: run.day,
    window: run.window,
    exports: await exportsOf(store, run.window),
    days,
    missing_days: days.filter((day) => day.records === 0).map((day) => day.day),
    records,
    references,
    lists: await measureListings(store, run.day),
    heuristics_lacking_data: lackingData(run.models, records, references),
  };
}

async function exportsOf(store: Store, window: Days): Promise<ExportQuality[]> {
  const rows = await store.db.rows<Omit<ExportQuality, 'quarantined_by_reason'>>(
    `SELECT name, export, profile, CAST(rows_read AS DOUBLE) AS rows_read, CAST(loaded AS DOUBLE) AS loaded,
       CAST(duplicates AS DOUBLE) AS duplicates, CAST(quarantined AS DOUBLE) AS quarantined,
       CAST(skipped AS DOUBLE) AS skipped,
       strftime(first_time, '%Y-%m-%dT%H:%M:%SZ') AS first_time, strftime(last_time, '%Y-%m-%dT%H:%M:%SZ') AS last_time
     FROM state.ledger
     WHERE export IN (SELECT export FROM state.ledger_files
                      WHERE day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE))
        -- An export of which nothing was loaded belongs to no day: it is told until someone has looked at it.
        OR export NOT IN (SELECT export FROM state.ledger_files)`,
    { from: window.from, to: window.to },
  );
  const exports: ExportQuality[] = [];
  for (const row of rows) {
    const quarantined_by_reason = row.quarantined > 0 ? await refusedByReason(store, row.export) : {};
    exports.push({ ...row, name: basename(row.name), quarantined_by_reason });
  }
  return exports.sort((a, b) => (a.name + a.export < b.name + b.export ? -1 : 1));
}

async function daysOf(store: Store, window: Days): Promise<Quality['days']> {
  return await store.db.rows<Quality['days'][number]>(
    `SELECT CAST(CAST(d.day AS DATE) AS VARCHAR) AS day, CAST(COALESCE(sum(f.rows), 0) AS DOUBLE) AS records,
       CAST(count(f.export) AS DOUBLE) AS exports
     FROM generate_series(CAST($from AS DATE), CAST($to AS DATE), INTERVAL 1 DAY) AS d(day)
     LEFT JOIN state.ledger_files f ON f.day = CAST(d.day AS DATE)
     GROUP BY d.day ORDER BY d.day`,
    { from: window.from, to: window.to },
  );
}
