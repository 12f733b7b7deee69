import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import { literal } from '../../src/engine/duckdb.js';
import type { Model } from '../../src/model.js';
import { publish } from '../../src/publish/publish.js';
import { explain } from '../../src/report/explain.js';
import { narrative } from '../../src/report/narrative.js';
import { writeReports } from '../../src/report/reports.js';
import { build, buildSample, contextOf, reportInput, temporaryFolder } from './fixture.js';

let ctx: Context;
let folder: ReturnType<typeof temporaryFolder>;

const groupLine: Model = {
  name: 'group_line',
  path: 'groups/group_line.sql',
  title: 'lines of groups',
  grain: 'window',
  reads: ['line_window'],
  params: {},
  sql: 'SELECT 1',
  firstLine: 1,
};

beforeEach(async () => {
  folder = temporaryFolder();
  ctx = await contextOf(folder.path);
  await buildSample(ctx.store);
});

afterEach(() => {
  ctx.store.close();
  folder.remove();
});

/** Group 2026030100001 holds the first, second and fourth line; only the last is in it by its place alone. */
async function nightWithGroup(ports: string): Promise<void> {
  const { store } = ctx;
  const day = "DATE '2026-03-01' AS first_day, DATE '2026-03-03' AS last_day";
  await build(
    store,
    'group_line',
    `SELECT 2026030100001 AS group_id, line, is_tied, ${day}
     FROM (VALUES (34600000001, true), (34600000002, true), (34600000004, false)) AS t(line, is_tied)`,
  );
  await build(store, 'group_link', "SELECT 34600000001 AS line_a, 34600000002 AS line_b, 'device' AS kind");
  await build(store, 'group_ports', `SELECT 2026030100001 AS group_id, 2 AS ports WHERE ${ports}`);
  const findings = literal(join(store.folders.lake, 'findings/key.parquet'));
  await store.db.run(`CREATE TEMP TABLE found AS SELECT * FROM read_parquet(${findings})`);
  await build(
    store,
    'findings',
    `SELECT * FROM found UNION ALL
     SELECT 'in_company', 'group', 'group', 2026030100001, 34600000002, 0.5, 1, 1, 0.5`,
  );
  const input = { ...reportInput(), models: [...reportInput().models, groupLine] };
  await writeReports(ctx, input);
  await publish(ctx, input);
}

describe('the group of a line', () => {
  test('is the one of groups.csv, with its members by rank', async () => {
    await nightWithGroup('true');
    const explanation = await explain(ctx, '34600000001');
    expect(explanation.group).toEqual({
      group_id: '2026030100001',
      lines: 2,
      ports: 2,
      members: [
        { id: '34600000001', rank: 1, tier: 'block' },
        { id: '34600000002', rank: 2, tier: 'review' },
      ],
    });
    const csv = readFileSync(join(ctx.store.folders.runs, 'latest/groups.csv'), 'utf8');
    expect(csv).toContain('"34600000001 block, 34600000002 review"');
    expect(csv).toMatch(/^2026030100001,2,2,/m);
    const text = narrative(explanation);
    expect(text).toContain('\n  group: 2026030100001, 2 lines, never more than 2 calls at once\n');
    expect(text).toContain(
      'The lines of its group\n- 34600000001: rank 1, block tier (this line)\n- 34600000002: rank 2, review tier\n',
    );
  });

  test('says nothing of ports that it does not show', async () => {
    await nightWithGroup('false');
    const explanation = await explain(ctx, '34600000002');
    expect(explanation.group?.ports).toBeNull();
    expect(narrative(explanation)).toContain('\n  group: 2026030100001, 2 lines\n');
  });

  test('is none for who only works in the same place', async () => {
    await nightWithGroup('true');
    expect((await explain(ctx, '34600000004')).group).toBeNull();
  });
});
