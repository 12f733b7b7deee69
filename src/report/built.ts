import { SimhoundError } from '../errors.js';
import { builtFiles, exposeTables } from '../store/lake.js';
import type { Store } from '../store/store.js';

/** Makes built tables readable under their names. @throws STORE_DAMAGED when one is not there. */
export async function exposeBuilt(store: Store, tables: string[]): Promise<void> {
  const built = await builtFiles(store);
  for (const table of tables) {
    if (built.has(table)) continue;
    throw new SimhoundError('STORE_DAMAGED', {
      what: `The table ${table} is not built.`,
      todo: 'Run the night again: it builds what is missing.',
    });
  }
  await exposeTables(store, tables);
}
