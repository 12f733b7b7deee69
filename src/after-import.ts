import type { Config } from './config.js';
import type { Context } from './context.js';
import { type Catalog, loadCatalog } from './models/catalog.js';
import { bringGroupHistory } from './models/group-history.js';
import { checkSettings } from './models/params.js';
import { type Plan, planGraph } from './models/plan.js';
import { loadWeights, type Weights } from './models/weights.js';
import { logicalDay } from './store/day.js';

// What a night does once its exports are read: in a module of its own, to be loaded while DuckDB reads them.
export { buildGraph } from './models/build.js';
export { recordGroups } from './models/group-history.js';
export { publish } from './publish/publish.js';
export { writeReports } from './report/reports.js';

/** What does not depend on the lake: the weights, and the models that are switched on. */
export interface Graph {
  weights: Weights;
  catalog: Catalog;
}

/** @throws CONFIG_INVALID, MODEL_INVALID */
export function readGraph(config: Config): Graph {
  const weights = loadWeights(config.weights);
  const whole = loadCatalog(weights);
  checkSettings(whole, config.heuristics);
  const isOn = (name: string) => config.heuristics[name]?.enabled ?? true;
  return { weights, catalog: whole.every((model) => isOn(model.name)) ? whole : loadCatalog(weights, isOn) };
}

/**
 * The plan of a day, with what of it would be built and why; builds nothing.
 * @param graph read from the configuration when left out. @throws CONFIG_INVALID, MODEL_INVALID
 */
export async function planNight(
  ctx: Context,
  asked?: string,
  { weights, catalog }: Graph = readGraph(ctx.config),
): Promise<{ catalog: Catalog; plan: Plan; day: string }> {
  const { config, store } = ctx;
  const day = await logicalDay(store, config.timezone, asked);
  await bringGroupHistory(store, day);
  const settings = { day, windowDays: config.window_days, weights, heuristics: config.heuristics };
  return { catalog, plan: await planGraph(store, catalog, settings), day };
}
