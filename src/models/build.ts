import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import type { Engine, TableInput } from '../engine/engine.js';
import { messageOf, SimhoundError } from '../errors.js';
import type { Model } from '../model.js';
import { columnsOf } from '../store/lake.js';
import { noDay } from '../store/records.js';
import type { Store } from '../store/store.js';
import { type Catalog, sources } from './catalog.js';
import { FinishedSteps } from './finished.js';
import { doSideBySide } from './lanes.js';
import type { Plan, Step } from './plan.js';
import { buildInRounds } from './rounds.js';

/** What building came to; seconds by table. */
export interface BuildOutcome {
  built: number;
  kept: number;
  seconds: Record<string, number>;
}

/**
 * Builds what the plan says, table by table. Each table (or day) is in force as soon as it is built: a run that is
 * killed goes on from there.
 * @throws MODEL_FAILED with file, line and excerpt; INTERRUPTED.
 */
export async function buildGraph(
  ctx: Context,
  engine: Engine,
  catalog: Catalog,
  plan: Plan,
): Promise<BuildOutcome> {
  const stage = ctx.progress.stage('build');
  const outcome: BuildOutcome = { built: 0, kept: 0, seconds: {} };
  const total = plan.steps.length;
  // A table that no step reads need not be shown; on a cluster showing one costs statements.
  const read = new Set(plan.steps.flatMap((step) => (step.reason ? step.model.reads : [])));
  for (const [name, files] of plan.sources) {
    if (!read.has(name)) continue;
    await engine.expose(
      inputOf(
        name,
        files.map((file) => file.path),
        name === 'records',
      ),
    );
  }
  const finished = new FinishedSteps(ctx.store);
  try {
    const jobs = catalog.map((model) => {
      const steps = plan.steps.filter((step) => step.model === model);
      const partOf = (step: Step) => async (isAlone: boolean) => {
        if (ctx.signal.aborted) throw interrupted();
        stage.advance({ done: outcome.built + outcome.kept, total, unit: 'tables', note: model.name });
        if (!step.reason) {
          outcome.kept += 1;
          return;
        }
        const watch = (note: string) => stage.advance({ note: `${model.name}: ${note}` });
        const seconds = await buildStep(ctx, engine, plan, finished, { step, isAlone, watch });
        outcome.seconds[model.name] = (outcome.seconds[model.name] ?? 0) + seconds;
        outcome.built += 1;
      };
      const finish = async () => {
        if (!read.has(model.name)) return;
        const targets = steps.map((step) => step.target);
        await engine.expose(inputOf(model.name, targets, model.grain === 'day'));
      };
      const width = model.grain === 'day' ? engine.dayWidth : engine.width;
      // A cluster shares itself out: there nothing is won by waiting.
      const alone = (model.alone ?? false) && engine.lull !== undefined;
      return { model, width, alone, parts: steps.map(partOf), finish };
    });
    await doSideBySide(jobs, async () => engine.lull?.());
  } finally {
    await finished.settle();
  }
  await forgetOthers(ctx.store, catalog);
  stage.end(`${outcome.built} built, ${outcome.kept} unchanged`);
  return outcome;
}

async function buildStep(
  ctx: Context,
  engine: Engine,
  plan: Plan,
  finished: FinishedSteps,
  { step, isAlone, watch }: { step: Step; isAlone: boolean; watch: (note: string) => void },
): Promise<number> {
  const { model, day, target } = step;
  const started = performance.now();
  let rows: number;
  try {
    const query = {
      table: model.name,
      reads: model.reads,
      sql: model.sql,
      params: step.params,
      target,
      isAlone,
      watch,
      ...(day === noDay ? {} : { day }),
    };
    const { repeat } = model;
    rows = repeat
      ? await buildInRounds(ctx, engine, query, { ...repeat, seedPaths: pathsOf(plan, repeat.seed) })
      : await engine.build(query);
  } catch (thrown) {
    if (ctx.signal.aborted) throw interrupted();
    throw failed(model, thrown);
  }
  const seconds = (performance.now() - started) / 1000;
  finished.add({ step, rows, seconds });
  ctx.log.debug({ table: model.name, day, rows, seconds }, 'built');
  return seconds;
}

/** The files of a table as they stand once its steps are built. */
function pathsOf(plan: Plan, table: string): string[] {
  const source = plan.sources.get(table);
  if (source) return source.map((file) => file.path);
  return plan.steps.filter((step) => step.model.name === table).map((step) => step.target);
}

/** Drops tables that no model makes any more, and files that a killed run left behind. */
async function forgetOthers(store: Store, catalog: Catalog): Promise<void> {
  const made = new Set([...sources, ...catalog.map((model) => model.name)]);
  const isKept = (table: string) => made.has(table) || table.startsWith('ref_');
  const rows = await store.db.rows<{ table_name: string; path: string }>(
    'SELECT table_name, path FROM state.builds',
  );
  for (const { table_name: table } of rows) {
    if (isKept(table)) continue;
    await store.db.run('DELETE FROM state.builds WHERE table_name = $table', { table });
  }
  const kept = new Set(rows.filter(({ table_name: t }) => isKept(t)).map(({ path }) => path));
  for (const table of readdirSync(store.folders.lake)) {
    if (table === 'records' || table.startsWith('.')) continue;
    // An engine may write a table as a folder; either has the ending.
    for (const path of readdirSync(join(store.folders.lake, table), { recursive: true, encoding: 'utf8' })) {
      const file = `${table}/${path.replaceAll('\\', '/')}`;
      if (file.endsWith('.parquet') && !kept.has(file))
        rmSync(join(store.folders.lake, file), { recursive: true, force: true });
    }
  }
}

function inputOf(name: string, paths: string[], partitioned: boolean): TableInput {
  return { name, paths, partitioned, emptyColumns: columnsOf(name) };
}

/** Points at the line of the model's file; engines count from the statement, whose second line is the query's first. */
function failed(model: Model, thrown: unknown): SimhoundError {
  if (thrown instanceof SimhoundError) {
    return new SimhoundError(thrown.code, {
      what: `Building ${model.name} (sql/${model.path}) failed: ${thrown.message}`,
      todo: thrown.todo,
      ...(thrown.detail === undefined ? {} : { detail: thrown.detail }),
      cause: thrown,
    });
  }
  const message = messageOf(thrown);
  const at = /LINE (\d+):/.exec(message);
  const line = at ? model.firstLine + Number(at[1]) - 2 : model.firstLine;
  return new SimhoundError('MODEL_FAILED', {
    what: `sql/${model.path}:${line}: building ${model.name} failed: ${message.split('\n')[0] ?? message}`,
    detail: at ? message.slice(at.index) : message,
    todo: 'Mend the SQL and run again; tables already built are kept.',
    cause: thrown,
  });
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'Interrupted while tables were being built.',
    todo: 'Run again: tables already built are kept.',
  });
}
