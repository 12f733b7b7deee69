import { DuckDbEngine } from '../engine/duckdb-engine.js';
import { SimhoundError } from '../errors.js';
import { type Days, lakeFiles } from '../store/lake.js';
import { noDay } from '../store/records.js';
import type { Store } from '../store/store.js';

/**
 * Makes a built table readable under its name, over the files that the state vouches for.
 * @param emptyColumns of a table that may not be built; any other table must be there (STORE_DAMAGED).
 * @param days of a daily table; all when left out.
 */
export async function exposeBuilt(
  store: Store,
  table: string,
  emptyColumns?: Record<string, string>,
  days?: Days,
): Promise<void> {
  const files = await lakeFiles(store, table, days);
  if (files.length === 0 && !emptyColumns) {
    throw new SimhoundError('STORE_DAMAGED', {
      what: `The table ${table} is not built.`,
      todo: 'Run the night again: it builds what is missing.',
    });
  }
  const engine = new DuckDbEngine(store.db, store.folders.lake, store.folders.tmp);
  await engine.expose({
    name: table,
    paths: files.map((file) => file.path),
    partitioned: files.some((file) => file.day !== noDay),
    emptyColumns: emptyColumns ?? {},
  });
}
