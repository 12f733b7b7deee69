import { DuckDbEngine } from '../../src/engine/duckdb-engine.js';
import { mute } from '../../src/log.js';
import { type BuildOutcome, buildGraph } from '../../src/models/build.js';
import { type Catalog, loadCatalog } from '../../src/models/catalog.js';
import { type Plan, planGraph } from '../../src/models/plan.js';
import { loadWeights } from '../../src/models/weights.js';
import { silent } from '../../src/progress.js';
import { exposeTables } from '../../src/store/lake.js';
import type { Store } from '../../src/store/store.js';
import { storeOfBatches } from '../heuristics/batches.js';

const weights = loadWeights();

/** Builds tables on a store's records, all of them or those that are given. @returns the plan, and what was built. */
export async function buildNight(
  store: Store,
  day: string,
  models: Catalog = loadCatalog(weights),
): Promise<{ plan: Plan; outcome: BuildOutcome }> {
  const plan = await planGraph(store, models, { day, windowDays: 14, weights, heuristics: {} });
  const ctx = {
    config: undefined as never,
    store,
    log: mute,
    progress: silent,
    signal: new AbortController().signal,
  };
  const engine = new DuckDbEngine([store.db], store.folders.lake, store.folders.tmp);
  return { plan, outcome: await buildGraph(ctx, engine, models, plan) };
}

/** Builds the whole graph on handmade records (batches.ts) and makes the named tables readable. */
export async function nightOfBatches(
  batches: string,
  day: string,
  tables: string[],
  references: Record<string, string> = {},
): Promise<Store> {
  const store = await storeOfBatches(batches, references);
  await buildNight(store, day);
  await exposeTables(store, tables);
  return store;
}
