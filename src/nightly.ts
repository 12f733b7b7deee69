import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.js';
import type { Context } from './context.js';
import { type ImportOutcome, importExports } from './import/exports.js';
import { importReferences } from './import/references.js';
import { type BuildOutcome, buildGraph } from './models/build.js';
import { type Catalog, loadCatalog } from './models/catalog.js';
import { bringGroupHistory, recordGroups } from './models/group-history.js';
import { checkSettings } from './models/params.js';
import { type Plan, planGraph } from './models/plan.js';
import { loadWeights, type Weights } from './models/weights.js';
import { openEngine } from './night-engine.js';
import { publish } from './publish/publish.js';
import { type ReportOutcome, writeReports } from './report/reports.js';
import { logicalDay } from './store/day.js';

/** simhound's version, from its package. */
export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** What a night came to. */
export interface Night {
  day: string;
  imports: ImportOutcome[];
  build: BuildOutcome;
  report: ReportOutcome;
  published: string;
  /** Seconds by stage. */
  seconds: Record<'import' | 'build' | 'report' | 'publish', number>;
}

/**
 * The whole run: imports what is new in the inbox, builds what changed, ranks, reports and publishes.
 * @param asked the logical day; the last complete local day in the lake when left out.
 */
export async function night(ctx: Context, asked?: string): Promise<Night> {
  const started = new Date();
  const clock = stopwatch();
  // First of all: an engine that cannot work must say so before hours of import.
  const engine = await openEngine(ctx, started);
  const importing = importNew(ctx);
  const reading = readGraphBeside(importing, ctx.config);
  // Both are awaited even where one fails: nothing may go on working in a store that is closed.
  await Promise.allSettled([importing, reading]);
  const [imports, graph] = await Promise.all([importing, reading]);
  const importSeconds = clock();

  const { catalog, plan, day } = await planNight(ctx, asked, graph);
  const build = await buildGraph(ctx, engine, catalog, plan).finally(() => engine.close());
  await recordGroups(ctx.store, day);
  const buildSeconds = clock();

  const input = {
    day,
    window: plan.window,
    models: catalog,
    params: Object.fromEntries(plan.params),
    version,
  };
  let hasResult = () => {};
  const made = new Promise<void>((resolve) => {
    hasResult = resolve;
  });
  const reporting = writeReports(ctx, input, hasResult);
  const reported = reporting.then(() => clock());
  // Reports that fail may never have a result.
  const publishing = publish(ctx, input, { result: Promise.race([made, reporting]), reported });
  // Waited for even where one fails: nothing may go on working in a store that is closed.
  await Promise.allSettled([reported, publishing]);
  const [report, reportSeconds, published] = await Promise.all([reporting, reported, publishing]);
  const seconds = { import: importSeconds, build: buildSeconds, report: reportSeconds, publish: clock() };

  await noteRun(ctx, day, started, report.manifestHash);
  ctx.log.info({ day, seconds, suspects: report.suspects }, 'night done');
  return { day, imports, build, report, published, seconds };
}

/** Brings what is new in the inbox and the reference tables into the lake. */
export async function importNew(ctx: Context): Promise<ImportOutcome[]> {
  await importReferences(ctx);
  return await importExports(ctx, ctx.config.inbox);
}

/** What does not depend on the lake: the weights, and the models that are switched on. */
interface Graph {
  weights: Weights;
  catalog: Catalog;
}

/** @throws CONFIG_INVALID, MODEL_INVALID */
function readGraph(config: Config): Graph {
  const weights = loadWeights(config.weights);
  const whole = loadCatalog(weights);
  checkSettings(whole, config.heuristics);
  const isOn = (name: string) => config.heuristics[name]?.enabled ?? true;
  return { weights, catalog: whole.every((model) => isOn(model.name)) ? whole : loadCatalog(weights, isOn) };
}

/** Milliseconds: from then on an import of any size leaves this thread idle, as DuckDB reads the exports. */
const headStart = 1000;

/** Reads the graph while exports are imported, or once they are. */
async function readGraphBeside(importing: Promise<unknown>, config: Config): Promise<Graph> {
  await Promise.race([importing, sleep(headStart, undefined, { ref: false })]);
  return readGraph(config);
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

async function noteRun(ctx: Context, day: string, started: Date, manifestHash: string): Promise<void> {
  await ctx.store.db.run(
    `INSERT INTO state.runs VALUES (CAST(uuid() AS VARCHAR), $day, CAST($started AS TIMESTAMP),
       CAST(now() AS TIMESTAMP), $manifestHash)`,
    { day: { date: day }, started: started.toISOString().replace('Z', ''), manifestHash },
  );
}

/** Seconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return Math.round(seconds * 1000) / 1000;
  };
}
