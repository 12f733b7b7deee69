import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heuristicsOf, loadCatalog } from '../../src/models/catalog.js';
import { loadWeights } from '../../src/models/weights.js';
import { windowTables } from '../../src/publish/contents.js';
import { exposeTables } from '../../src/store/lake.js';
import { referenceColumns } from '../../src/store/records.js';
import { buildNight } from '../models/night.js';
import { storeOfBatches } from './batches.js';

// Each heuristic has a folder: records.csv (batches), expect.csv (line, flagged, why), and reference tables.
const catalog = loadCatalog(loadWeights());
/** Tables that recounts read besides the records; they are published. */
const daily = catalog.filter((model) => model.grain === 'day').map((model) => model.name);
const countedWith = [...windowTables, ...daily, 'records', 'ref_lines', 'ref_lists'];

describe.each(heuristicsOf(catalog).map((model) => ({ name: model.name, model })))(
  '$name',
  ({ name, model }) => {
    const folder = join(import.meta.dirname, name);
    const expected = expectations(join(folder, 'expect.csv'));

    it('has lines it must flag and lines it must not', () => {
      expect(expected.filter((line) => line.flagged).length).toBeGreaterThan(0);
      expect(expected.filter((line) => !line.flagged).length).toBeGreaterThan(0);
    });

    it('flags these and not those, and its numbers can be counted again', async () => {
      const references = Object.fromEntries(
        Object.keys(referenceColumns).flatMap((table) => {
          const file = join(folder, `${table}.csv`);
          return existsSync(file) ? [[table, file]] : [];
        }),
      );
      const store = await storeOfBatches(join(folder, 'records.csv'), references);
      const days = await store.db.row<{ day: string }>(
        `SELECT CAST(max(day) AS VARCHAR) AS day FROM state.ledger_files`,
      );
      const { plan } = await buildNight(store, days.day, catalog);

      await exposeTables(store, [name, ...countedWith]);
      const found = await store.db.rows<{ line: bigint; subject: bigint; strength: number; value: number }>(
        `SELECT line, subject_id AS subject, strength, value FROM ${name} ORDER BY line`,
      );
      const flagged = new Set(found.map((finding) => String(finding.line)));
      const seen = new Set(
        (await store.db.rows<{ line: bigint }>('SELECT line FROM line_window')).map((r) => String(r.line)),
      );
      for (const line of expected) {
        expect(seen, `${line.line} has records`).toContain(line.line);
        expect(flagged.has(line.line), `${line.line}: ${line.why}`).toBe(line.flagged);
      }
      for (const finding of found) {
        expect(Math.sign(finding.strength), `sign of ${finding.line}`).toBe(model.heuristic.counter ? -1 : 1);
        expect(Math.abs(finding.strength)).toBeLessThanOrEqual(1);
        const { recount } = model.heuristic;
        const values = {
          line: finding.line,
          subject: finding.subject,
          from: { date: plan.window.from },
          to: { date: plan.window.to },
        };
        const mentioned = Object.fromEntries(
          Object.entries(values).filter(([key]) => recount.includes(`$${key}`)),
        );
        const [again] = await store.db.rows<{ value: unknown }>(recount, mentioned);
        expect(Number(again?.value), `recount for ${finding.line}`).toBeCloseTo(finding.value, 4);
      }
      store.close();
      rmSync(store.folders.root, { recursive: true });
    });
  },
);

function expectations(file: string): { line: string; flagged: boolean; why: string }[] {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => {
    const [line = '', flagged = '', ...why] = row.split(',');
    return { line, flagged: flagged === '1', why: why.join(',') };
  });
}
