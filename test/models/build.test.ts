import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { DuckDbEngine } from '../../src/engine/duckdb-engine.js';
import { SimhoundError } from '../../src/errors.js';
import { mute } from '../../src/log.js';
import { buildGraph } from '../../src/models/build.js';
import { type Catalog, loadCatalog } from '../../src/models/catalog.js';
import { checkSettings } from '../../src/models/params.js';
import { type Plan, planGraph } from '../../src/models/plan.js';
import { modelStates } from '../../src/models/state.js';
import { loadWeights } from '../../src/models/weights.js';
import { silent } from '../../src/progress.js';
import type { Store } from '../../src/store/store.js';
import { storeOfBatches } from '../heuristics/batches.js';

const weights = loadWeights();
const catalog = loadCatalog(weights);
const signal = new AbortController().signal;
let store: Store;

beforeEach(async () => {
  store = await storeOfBatches(join(import.meta.dirname, '../heuristics/mutual_circle/records.csv'));
});
afterEach(() => {
  store.close();
  rmSync(store.folders.root, { recursive: true });
});

const plan = (
  heuristics: Config['heuristics'] = {},
  from: Catalog = catalog,
  day = '2026-03-05',
): Promise<Plan> => planGraph(store, from, { day, windowDays: 14, weights, heuristics });

const build = (planned: Plan, from: Catalog = catalog) =>
  buildGraph(
    { config: undefined as never, store, log: mute, progress: silent, signal },
    new DuckDbEngine([store.db], store.folders.lake, store.folders.tmp),
    from,
    planned,
  );

const waiting = (planned: Plan) =>
  planned.steps.filter((step) => step.reason).map((step) => `${step.model.name} ${step.day}`);

describe('building the graph', () => {
  it('builds everything once and then nothing', async () => {
    const first = await build(await plan());
    expect(first).toMatchObject({ kept: 0 });
    expect(first.built).toBeGreaterThan(30);
    const again = await build(await plan());
    expect(again).toMatchObject({ built: 0, kept: first.built });
  });

  it('rebuilds what a parameter reaches and nothing else', async () => {
    await build(await plan());
    const changed = await plan({ short_calls: { enabled: true, params: { max_acd: 40 } } });
    expect(waiting(changed).map((step) => step.split(' ')[0])).toEqual(
      expect.arrayContaining(['short_calls', 'findings', 'scores', 'suspects']),
    );
    expect(waiting(changed)).not.toContain('pair_day 2026-03-02');
    expect(waiting(changed)).not.toContain('high_outbound_volume 0001-01-01');
    expect((await plan()).steps.every((step) => !step.reason)).toBe(true);
  });

  it('rebuilds one day when that day got new records', async () => {
    await build(await plan());
    await store.db.run(`UPDATE state.ledger_files SET digest = 'other' WHERE day = DATE '2026-03-03'`);
    const daily = waiting(await plan()).filter((step) => step.startsWith('pair_day'));
    expect(daily).toEqual(['pair_day 2026-03-03']);
  });

  it('builds a day of the past without touching the other days', async () => {
    await build(await plan());
    const past = waiting(await plan({}, catalog, '2026-03-04'));
    expect(past.filter((step) => step.startsWith('pair_day'))).toEqual([]);
    expect(past).toContain('line_window 0001-01-01');
  });

  it('rebuilds a table whose file is gone', async () => {
    const built = await plan();
    await build(built);
    const target = built.steps.find((step) => step.model.name === 'line_window')?.target ?? '';
    rmSync(join(store.folders.lake, target));
    expect(waiting(await plan())).toEqual(['line_window 0001-01-01']);
  });

  it('refuses to go on when records are gone', async () => {
    const [day] = readdirSync(join(store.folders.lake, 'records'));
    rmSync(join(store.folders.lake, 'records', day ?? ''), { recursive: true });
    await expect(plan()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });

  it('removes what a killed run left behind, and nothing that counts', async () => {
    const built = await plan();
    await build(built);
    const orphan = join(store.folders.lake, 'line_window', 'half.parquet');
    writeFileSync(orphan, 'half');
    await build(await plan());
    expect(existsSync(orphan)).toBe(false);
    for (const step of built.steps)
      expect(existsSync(join(store.folders.lake, step.target)), step.target).toBe(true);
  });

  it('leaves a heuristic out that is switched off', async () => {
    const without = loadCatalog(weights, (name) => name !== 'mutual_circle');
    await build(await plan({}, without), without);
    const rows = await store.db.rows(`SELECT 1 FROM state.builds WHERE table_name = 'mutual_circle'`);
    expect(rows).toEqual([]);
  });

  it('builds a query that names parts of its own', async () => {
    const parted = catalog.map((model) =>
      model.name === 'line_day' ? { ...model, sql: `WITH told AS (${model.sql}) SELECT * FROM told` } : model,
    );
    const counted = async () =>
      await store.db.rows(
        `SELECT CAST(sum(rows) AS INTEGER) AS rows FROM state.builds WHERE table_name = 'line_day'`,
      );
    await build(await plan());
    const before = await counted();
    const again = await build(await plan({}, parted), parted);
    expect(Object.keys(again.seconds)).toContain('line_day');
    expect(await counted()).toEqual(before);
  });

  it('says of each table whether it stands', async () => {
    const before = modelStates(await plan());
    expect(before.find(({ name }) => name === 'pair_day')).toMatchObject({
      grain: 'day',
      toBuild: 4,
      of: 4,
      state: /new/,
    });
    await build(await plan());
    expect(modelStates(await plan()).every(({ state }) => state === 'built')).toBe(true);
  });
});

describe('a model that fails', () => {
  it('is named by file and line, with the place in its text', async () => {
    const broken = catalog.map((model) =>
      model.name === 'line_window'
        ? {
            ...model,
            sql: model.sql.replace('sum(CAST(in_calls AS DOUBLE))', 'sum(CAST(in_cals AS DOUBLE))'),
          }
        : model,
    );
    const complaint = await build(await plan({}, broken), broken).catch((thrown: unknown) => thrown);
    if (!(complaint instanceof SimhoundError)) throw new Error('a complaint was expected');
    expect(complaint.code).toBe('MODEL_FAILED');
    const model = catalog.find(({ name }) => name === 'line_window');
    const offset =
      model?.sql.split('\n').findIndex((line) => line.includes('sum(CAST(in_calls AS DOUBLE))')) ?? 0;
    expect(complaint.message).toContain(`sql/window/line_window.sql:${(model?.firstLine ?? 0) + offset}:`);
    expect(complaint.detail).toMatch(/in_cals[\s\S]*\^/);
  });
});

describe('settings', () => {
  it('are refused for what does not exist, with a suggestion', () => {
    const refuse = (heuristics: Config['heuristics']) => () => checkSettings(catalog, heuristics);
    expect(refuse({ short_cals: { enabled: true, params: {} } })).toThrow(/Did you mean short_calls/);
    expect(refuse({ short_calls: { enabled: true, params: { max_adc: 3 } } })).toThrow(
      /Did you mean max_acd/,
    );
    expect(refuse({ short_calls: { enabled: true, params: { max_acd: 'long' } } })).toThrow(
      /must be a number/,
    );
    expect(refuse({ short_calls: { enabled: false, params: { max_acd: 25 } } })).not.toThrow();
  });
});
