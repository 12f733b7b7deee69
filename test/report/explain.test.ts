import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import { DuckDb } from '../../src/engine/duckdb.js';
import { publish } from '../../src/publish/publish.js';
import { queryPublished } from '../../src/publish/query.js';
import { explain } from '../../src/report/explain.js';
import { narrative } from '../../src/report/narrative.js';
import { filled } from '../../src/report/recount.js';
import { writeReports } from '../../src/report/reports.js';
import { buildSample, contextOf, named, reportInput, temporaryFolder } from './fixture.js';

let ctx: Context;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  folder = temporaryFolder();
  ctx = await contextOf(folder.path);
  await buildSample(ctx.store);
  await writeReports(ctx, reportInput());
  await publish(ctx, reportInput());
});

afterAll(() => {
  ctx.store.close();
  folder.remove();
});

describe('explaining a line', () => {
  test.each([
    ['suspect', '34600000001'],
    ['counter-evidence', named.name],
    ['unremarkable', '34600000004'],
  ])('reads as it did: %s', async (name, line) => {
    await expect(narrative(await explain(ctx, line))).toMatchFileSnapshot(`golden/explain-${name}.txt`);
  });

  test.each(['34600000001', '+34600000001', ' 0034600000001 '])('takes %j', async (text) => {
    expect((await explain(ctx, text)).line_id).toBe('34600000001');
  });

  test('takes a name in any case', async () => {
    expect((await explain(ctx, named.name.toLowerCase())).line_id).toBe('-77');
  });

  test('says who the line is', async () => {
    expect(await explain(ctx, '34600000001')).toMatchObject({
      records: 8,
      first_seen: '2026-03-01T08:00:00Z',
      last_seen: '2026-03-03T08:03:00Z',
      sims: [{ id: '214010000000001', records: 8 }],
      devices: [{ id: '01234567890123', records: 8 }],
      measures: { out_calls: 5 },
    });
  });

  test('tells a number that reconciles from one that does not', async () => {
    const { findings } = await explain(ctx, '34600000001');
    expect(
      findings.map(({ heuristic, value, recount }) => [heuristic, value, recount.value, recount.reconciles]),
    ).toEqual([
      ['many_sims', 2, 2, true],
      ['high_volume', 4, 8, false],
    ]);
  });

  test('the SQL it shows counts the same as a query of an analyst', async () => {
    const { findings } = await explain(ctx, '34600000001');
    const published = `${ctx.store.folders.published}/simhound.duckdb`;
    for (const { recount } of findings) {
      expect(recount.sql).not.toContain('$');
      const rows = await queryPublished(published, recount.sql, ({ db, sql }) =>
        db.rows<{ value: bigint }>(sql),
      );
      expect(rows).toEqual([{ value: BigInt(recount.value ?? -1) }]);
    }
  });

  test('says that counter-evidence was there and did not clear', async () => {
    const explanation = await explain(ctx, named.name);
    expect(explanation.counter_evidence.map((finding) => finding.heuristic)).toEqual(['moves_about']);
    expect(explanation.findings[0]?.weakened_by).toEqual(['moves_about']);
    expect(explanation.weighing).toEqual({ for_fraud: 0.5, against_fraud: 0.5, cleared: false });
  });

  test('survives JSON', async () => {
    const explanation = await explain(ctx, named.name);
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });

  test('refuses a line that was not seen, without its number', async () => {
    const refused = explain(ctx, '34699999999');
    await expect(refused).rejects.toMatchObject({ code: 'LINE_UNKNOWN' });
    await expect(refused).rejects.not.toThrow(/34699999999/);
  });

  test('refuses before anything was published', async () => {
    const empty = temporaryFolder();
    const other = await contextOf(empty.path);
    await expect(explain(other, '1')).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
    other.store.close();
    empty.remove();
  });
});

describe('a filled query', () => {
  test('leaves texts and unknown names alone', () => {
    expect(filled("SELECT '$line', $line, $other", { line: 5n })).toBe("SELECT '$line', 5, $other");
  });

  test('gives back every value as it was', async () => {
    const db = await DuckDb.open();
    await fc.assert(
      fc.asyncProperty(fc.bigInt(-(2n ** 62n), 2n ** 62n), fc.string(), async (number, text) => {
        const sql = filled('SELECT CAST(0 -$number AS BIGINT) AS minus, $text AS text', {
          number,
          text: text.replaceAll('\0', ''),
        });
        expect(await db.row(sql)).toEqual({ minus: -number, text: text.replaceAll('\0', '') });
      }),
      { numRuns: 50 },
    );
    db.close();
  });
});
