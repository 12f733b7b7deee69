import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.js';
import { identifier, literal } from './engine/duckdb.js';
import { SimhoundError } from './errors.js';
import type { Family, Model } from './model.js';
import { type Catalog, loadCatalog } from './models/catalog.js';
import { findingsModel } from './models/findings.js';
import { bindParams, resolveParams } from './models/params.js';
import { windowOf } from './models/plan.js';
import { loadWeights, type Weights } from './models/weights.js';
import { lineText } from './report/phrase.js';
import { exposeTables, lakeFiles } from './store/lake.js';
import type { Store } from './store/store.js';

/** What a ranking is to do otherwise than the night did. */
export interface RerankOptions {
  /** A weights file, or the weights themselves; the configuration's when left out. */
  weights?: string | Weights;
  /** Families whose findings, for and against, are left out. */
  without?: readonly Family[];
}

/** Parquet files in the shape of a run's. */
export interface Reranked {
  scores: string;
  suspects: string;
}

/** The logical day of the night that built the store's tables last; undefined before the first. */
export async function builtDay(store: Store): Promise<string | undefined> {
  const [last] = await store.db.rows<{ day: string }>(
    'SELECT CAST(day AS VARCHAR) AS day FROM state.runs ORDER BY started_at DESC LIMIT 1',
  );
  return last?.day;
}

/**
 * Ranks anew what the newest night found, with the SQL of `sql/ranking` and other weights or fewer families. The
 * store's tables stay as they are; the result goes into `folder`.
 * @throws INPUT_MISSING before the first night; the errors of weights and models.
 */
export async function rerank(ctx: Context, options: RerankOptions, folder: string): Promise<Reranked> {
  const { store, config } = ctx;
  const day = await builtDay(store);
  if (day === undefined) throw missing();
  const weights =
    typeof options.weights === 'object' ? options.weights : loadWeights(options.weights ?? config.weights);
  const catalog = loadCatalog(weights, (name) => config.heuristics[name]?.enabled ?? true);
  await exposeInputs(store, catalog);
  const { from } = windowOf(day, config.window_days);
  for (const model of catalog.filter(isRanking)) {
    const { sql, params } =
      model.name === 'findings' ? findingsWithout(catalog, weights, options.without ?? []) : model;
    const own = resolveParams({ ...model, params }, weights, config.heuristics);
    await store.db.run(
      `CREATE OR REPLACE TEMP TABLE ${identifier(model.name)} AS ${sql}`,
      bindParams(sql, own, { day, from }),
    );
  }
  return await writeRanking(store, folder);
}

/** Writes the groups that the newest night found, if it looks for groups. @returns the file, or undefined. */
export async function writeMembers(store: Store, folder: string): Promise<string | undefined> {
  if ((await lakeFiles(store, 'group_member')).length === 0) return undefined;
  await exposeTables(store, ['group_member', 'names']);
  return await copy(
    store,
    join(folder, 'members.parquet'),
    `SELECT m.group_id, ${lineText('m.line', 'n.name')} AS subject_id FROM group_member m ${named('m')}`,
  );
}

const isRanking = (model: Model) => model.path.startsWith('ranking/');

function findingsWithout(catalog: Catalog, weights: Weights, without: readonly Family[]): Model {
  const kept = catalog.filter((model) => !model.heuristic || !without.includes(model.heuristic.family));
  return findingsModel(kept, weights);
}

async function exposeInputs(store: Store, catalog: Catalog): Promise<void> {
  const made = new Set(catalog.filter(isRanking).map((model) => model.name));
  const read = new Set(catalog.filter(isRanking).flatMap((model) => model.reads));
  const inputs = [...read, 'names'].filter((name) => !made.has(name));
  const built = new Set(catalog.map((model) => model.name));
  for (const name of inputs) {
    if (built.has(name) && (await lakeFiles(store, name)).length === 0) throw missing();
  }
  await exposeTables(store, inputs);
}

async function writeRanking(store: Store, folder: string): Promise<Reranked> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const scores = await copy(
    store,
    join(folder, 'scores.parquet'),
    `SELECT ${lineText('s.line', 'n.name')} AS subject_id, s.score, s.rank FROM scores s ${named('s')}`,
  );
  const suspects = await copy(
    store,
    join(folder, 'suspects.parquet'),
    `SELECT 'line' AS subject_type, ${lineText('s.line', 'n.name')} AS subject_id, s.tier
     FROM suspects s ${named('s')}`,
  );
  return { scores, suspects };
}

function named(table: string): string {
  return `LEFT JOIN (SELECT id, min(name) AS name FROM names GROUP BY id) n ON n.id = ${table}.line`;
}

async function copy(store: Store, file: string, select: string): Promise<string> {
  await store.db.run(`COPY (${select}) TO ${literal(file)} (FORMAT parquet)`);
  chmodSync(file, 0o600);
  return file;
}

function missing(): SimhoundError {
  return new SimhoundError('INPUT_MISSING', {
    what: 'The store does not hold the tables of a whole night.',
    todo: 'Do a run with this version first.',
  });
}
