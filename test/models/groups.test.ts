import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/models/catalog.js';
import { bringGroupHistory, recordGroups } from '../../src/models/group-history.js';
import { loadWeights } from '../../src/models/weights.js';
import { exposeTables } from '../../src/store/lake.js';
import type { Store } from '../../src/store/store.js';
import { storeOfBatches } from '../heuristics/batches.js';
import { buildNight } from './night.js';

const catalog = loadCatalog(loadWeights());
const labels = catalog.filter(({ name }) => ['lone_label', 'line_label'].includes(name));
let store: Store;

afterEach(() => {
  store.close();
  rmSync(store.folders.root, { recursive: true });
});

async function openSilentBoxes(references: Record<string, string> = {}): Promise<Store> {
  return await storeOfBatches(
    join(import.meta.dirname, '../heuristics/nobody_answers/records.csv'),
    references,
  );
}

/** A night without imports and reports. */
async function nightOf(day: string, models: Catalog = catalog): Promise<number> {
  await bringGroupHistory(store, day);
  const { outcome } = await buildNight(store, day, models);
  await recordGroups(store, day);
  return outcome.built;
}

async function groups(): Promise<Map<string, string>> {
  await exposeTables(store, ['group_member']);
  const rows = await store.db.rows<{ line: bigint; id: bigint }>(
    'SELECT line, group_id AS id FROM group_member ORDER BY line',
  );
  return new Map(rows.map(({ line, id }) => [String(line), String(id)]));
}

describe('a group', () => {
  it('keeps its number while its core lives on, and a new one gets another', async () => {
    store = await openSilentBoxes();
    await nightOf('2026-03-02');
    const first = await groups();
    expect(first.get('34600000001')).toMatch(/^20260302/);
    expect(first.get('34600000001')).not.toBe(first.get('34600000011'));
    await nightOf('2026-03-03');
    const second = await groups();
    expect(second.get('34600000001')).toBe(first.get('34600000001'));
    for (const [line, group] of first) expect(second.get(line), line).toBe(group);
  });

  it('is numbered alike by a second run of the same day', async () => {
    store = await openSilentBoxes();
    await nightOf('2026-03-03');
    const first = await groups();
    expect(first.size).toBeGreaterThan(3);
    expect(await nightOf('2026-03-03')).toBe(0);
    expect([...(await groups())]).toEqual([...first]);
  });

  it('does not draw in a company that only works in the same place', async () => {
    store = await openSilentBoxes();
    await nightOf('2026-03-03');
    const box = await groups();
    const [first = '', ...others] = [...box]
      .filter(([, id]) => id === box.get('34600000001'))
      .map(([line]) => line);
    expect(others.length).toBeGreaterThan(2);
    const folder = mkdtempSync(join(tmpdir(), 'simhound-groups-'));
    const table = join(folder, 'lines.csv');
    const head = 'line,activation_date,customer_type,account,dealer,home_area,product';
    writeFileSync(table, [head, `${first},2020-01-01,corporate,acme,,,`, ''].join('\n'));
    store.close();
    rmSync(store.folders.root, { recursive: true });
    store = await openSilentBoxes({ ref_lines: table });
    rmSync(folder, { recursive: true });
    await nightOf('2026-03-03');
    const now = await groups();
    expect(now.has(first)).toBe(false);
    expect(new Set(others.map((line) => now.get(line))).size).toBe(1);
  });

  it('is not numbered by what a later day knew', async () => {
    store = await openSilentBoxes();
    await nightOf('2026-03-03');
    await nightOf('2026-03-02');
    expect((await groups()).get('34600000001')).toMatch(/^20260302/);
  });
});

describe('labels that spread in rounds', () => {
  /** Builds the labels over links that are given, in place of group_link's own query. */
  async function labelled(links: [number, number][], rounds = 40): Promise<Map<number, number>> {
    store = await openSilentBoxes();
    const values = links.map(([a, b]) => `(${a}, ${b})`).join(', ');
    const given: Catalog = labels.map((model) => ({
      ...model,
      ...(model.repeat ? { repeat: { ...model.repeat, max_rounds: rounds } } : {}),
    }));
    const link = {
      ...{ name: 'group_link', path: 'groups/group_link.sql', title: 'links', grain: 'window' as const },
      ...{ reads: [], params: {}, firstLine: 1 },
      sql: `SELECT CAST(least(a, b) AS BIGINT) AS line_a, CAST(greatest(a, b) AS BIGINT) AS line_b
            FROM (VALUES ${values}) AS v(a, b)`,
    };
    const core = {
      ...{ ...link, name: 'core_label', path: 'groups/core_label.sql' },
      sql: 'SELECT CAST(0 AS BIGINT) AS line, CAST(0 AS BIGINT) AS label WHERE false',
    };
    await nightOf('2026-03-03', [link, core, ...given]);
    await exposeTables(store, ['line_label']);
    const rows = await store.db.rows<{ line: bigint; label: bigint }>('SELECT line, label FROM line_label');
    return new Map(rows.map(({ line, label }) => [Number(line), Number(label)]));
  }

  it('reach the end of a chain of a thousand lines, and leave nothing behind', async () => {
    const chain = Array.from({ length: 1000 }, (_, i): [number, number] => [i + 1, i + 2]);
    const found = await labelled(chain);
    expect(new Set(found.values())).toEqual(new Set([1]));
    expect(found.size).toBe(1001);
    expect(readdirSync(join(store.folders.lake, 'line_label'))).toHaveLength(1);
  });

  it('name the least line of whatever hangs together', { timeout: 60_000 }, async () => {
    const node = fc.integer({ min: 1, max: 30 });
    const graph = fc.array(fc.tuple(node, node), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(graph, async (links) => {
        const found = await labelled(links);
        const expected = componentsOf(links);
        expect([...found].sort(([a], [b]) => a - b)).toEqual([...expected].sort(([a], [b]) => a - b));
        store.close();
        rmSync(store.folders.root, { recursive: true });
      }),
      { numRuns: 8 },
    );
    store = await openSilentBoxes();
  });

  it('are refused when they have not come to rest', async () => {
    const chain = Array.from({ length: 50 }, (_, i): [number, number] => [i + 1, i + 2]);
    await expect(labelled(chain, 2)).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });

  it('are built anew where a run was killed between two rounds', async () => {
    await labelled([[1, 2]]);
    const half = join(store.folders.lake, 'line_label', 'half-3.parquet');
    writeFileSync(half, 'half');
    await nightOf('2026-03-03');
    expect(readdirSync(join(store.folders.lake, 'line_label'))).not.toContain('half-3.parquet');
  });
});

/** Each node's component by its least node, the plain way. */
function componentsOf(links: [number, number][]): Map<number, number> {
  const label = new Map(links.flat().map((node) => [node, node]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of links) {
      const least = Math.min(label.get(a) ?? a, label.get(b) ?? b);
      for (const node of [a, b]) {
        if (label.get(node) !== least) changed = true;
        label.set(node, least);
      }
    }
  }
  return label;
}
