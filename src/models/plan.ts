import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, HeuristicParam } from '../config.js';
import type { Params } from '../engine/duckdb.js';
import type { Model } from '../model.js';
import { sha256Of } from '../sha256.js';
import { requireRecords } from '../store/folders.js';
import { type Days, type LakeFile, lakeFiles } from '../store/lake.js';
import { noDay } from '../store/records.js';
import type { Store } from '../store/store.js';
import { type Catalog, sources } from './catalog.js';
import { bindParams, resolveParams } from './params.js';
import type { Weights } from './weights.js';

/** Why a table, or a day of it, is built. */
export type Reason = 'new' | 'its SQL, parameters or inputs changed' | 'its file is missing';

/** One table, or one day of a daily table, as a run would treat it. */
export interface Step {
  model: Model;
  /** `0001-01-01` for tables that are not built by day. */
  day: string;
  key: string;
  /** Below the lake's folder. */
  target: string;
  params: Params;
  /** Why it must be built; undefined when it stands as it is. */
  reason?: Reason;
  /** The file of the build before, to be removed once the new one is in force. */
  replaces?: string;
}

export interface Plan {
  /** The look-back, both days included. */
  window: Days;
  /** The local days of the window that have records. */
  days: string[];
  steps: Step[];
  /** Files of the tables that import made. */
  sources: Map<string, LakeFile[]>;
  /** Values of every model's own parameters. */
  params: Map<string, Record<string, HeuristicParam>>;
}

/** The first day of a look-back that ends on a day. */
export function windowOf(day: string, windowDays: number): Days {
  const from = new Date(Date.parse(`${day}T00:00:00Z`) - (windowDays - 1) * 86_400_000);
  return { from: from.toISOString().slice(0, 10), to: day };
}

/**
 * Says for every table what a run for a day would do. A table's key is a hash of its SQL, its parameters and its
 * inputs' keys, so the whole graph is known before the first table is built.
 * @throws STORE_DAMAGED when a file of records is gone.
 */
export async function planGraph(
  store: Store,
  catalog: Catalog,
  settings: { day: string; windowDays: number; weights: Weights; heuristics: Config['heuristics'] },
): Promise<Plan> {
  const window = windowOf(settings.day, settings.windowDays);
  const versions = new Map<string, Map<string, string>>();
  const plan: Plan = { window, days: [], steps: [], sources: new Map(), params: new Map() };
  for (const source of sources) {
    const files = await lakeFiles(store, source, window);
    for (const { path } of files) requireRecords(store.folders, path);
    plan.sources.set(source, files);
    versions.set(source, versionsByDay(files));
  }
  plan.days = [...(versions.get('records') ?? new Map()).keys()];
  const built = await builtTables(store);

  for (const model of catalog) {
    const own = resolveParams(model, settings.weights, settings.heuristics);
    plan.params.set(model.name, own);
    const keys = new Map<string, string>();
    for (const day of model.grain === 'day' ? plan.days : [noDay]) {
      const bound = bindParams(model.sql, own, {
        day: day === noDay ? settings.day : day,
        from: window.from,
      });
      const inputs = model.reads.map((table) => [table, inputVersions(versions.get(table), day)]);
      const key = hash(
        JSON.stringify([model.name, model.sql, Object.entries(bound).sort(), inputs], bigintAsText),
      );
      keys.set(day, key);
      const before = built.get(`${model.name} ${day}`);
      const target =
        day === noDay ? `${model.name}/${key}.parquet` : `${model.name}/day=${day}/${key}.parquet`;
      plan.steps.push({ model, day, key, target, params: bound, ...judge(store, before, key) });
    }
    versions.set(model.name, keys);
  }
  return plan;
}

/** A daily table depends on the same day of its daily inputs; a window table on all of theirs. */
function inputVersions(versions: Map<string, string> | undefined, day: string): [string, string][] {
  const all = [...(versions ?? [])];
  return day === noDay ? all : all.filter(([of]) => of === day || of === noDay);
}

function judge(
  store: Store,
  before: { key: string; path: string } | undefined,
  key: string,
): Pick<Step, 'reason' | 'replaces'> {
  if (!before) return { reason: 'new' };
  if (before.key !== key) return { reason: 'its SQL, parameters or inputs changed', replaces: before.path };
  if (!existsSync(join(store.folders.lake, before.path))) return { reason: 'its file is missing' };
  return {};
}

async function builtTables(store: Store): Promise<Map<string, { key: string; path: string }>> {
  const rows = await store.db.rows<{ table_name: string; day: string; key: string; path: string }>(
    'SELECT table_name, CAST(day AS VARCHAR) AS day, build_key AS key, path FROM state.builds',
  );
  return new Map(rows.map(({ table_name, day, key, path }) => [`${table_name} ${day}`, { key, path }]));
}

function versionsByDay(files: LakeFile[]): Map<string, string> {
  const byDay = new Map<string, string>();
  for (const file of files)
    byDay.set(file.day, hash(`${byDay.get(file.day) ?? ''}\n${file.path} ${file.version}`));
  return byDay;
}

function hash(text: string): string {
  return sha256Of(text).slice(0, 32);
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
