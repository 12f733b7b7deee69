import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { atLeast, suspectTable, topSuspects } from '../../src/cli/suspects.js';
import { DuckDb, literal } from '../../src/engine/duckdb.js';

async function parquet(rows: string): Promise<{ db: DuckDb; file: string }> {
  const db = await DuckDb.open();
  const file = join(mkdtempSync(join(tmpdir(), 'simhound-suspects-')), 'suspects.parquet');
  await db.run(
    `COPY (SELECT CAST(rank AS BIGINT) AS rank, subject_id, tier, score, 'bypass box' AS typology, 'device place' AS family_list, reasons
     FROM (VALUES ${rows}) AS t(rank, subject_id, tier, score, reasons)) TO ${literal(file)} (FORMAT parquet)`,
  );
  return { db, file };
}

const rows = `(2, '34600000002', 'review', 0.5::DOUBLE, 'short'), (1, '34600000001', 'block', 0.98765::DOUBLE, '${'many SIMs; '.repeat(9)}'),
  (3, e'Evil\\x1b[2J', 'watch', 0.1::DOUBLE, e'a\\nblock')`;

describe('the suspects of a run', () => {
  it('are printed by rank, cut to the terminal, with nothing that it would obey', async () => {
    const { db, file } = await parquet(rows);
    const top = await topSuspects(db, file, 20);
    db.close();
    const lines = suspectTable(top, { colors: pc.createColors(false), width: 100 })
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe('rank  subject      tier    score  typology    families      reasons');
    expect(lines[1]).toMatch(
      /^ +1 {2}34600000001 {2}block {3}0\.988 {2}bypass box {2}device place {2}many SIMs; .*…$/,
    );
    expect(lines[3]).toContain('Evil\\x1b[2J  watch');
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.length <= 100)).toBe(true);
  });

  it('have coloured tiers where colours are, and no other word coloured', async () => {
    const { db, file } = await parquet(rows);
    const drawn = suspectTable(await topSuspects(db, file, 3), { colors: pc.createColors(true), width: 200 });
    db.close();
    expect(drawn.match(/\u001b\[31mblock\u001b\[39m/g)).toHaveLength(1);
    expect(drawn).toContain('\u001b[33mreview\u001b[39m');
  });

  it('are as many as asked for', async () => {
    const { db, file } = await parquet(rows);
    expect((await topSuspects(db, file, 2)).map((one) => one.rank)).toEqual([1, 2]);
    db.close();
  });

  it('count from a tier up', () => {
    const counts = { block: 1, review: 2, watch: 4 };
    expect((['block', 'review', 'watch'] as const).map((tier) => atLeast(counts, tier))).toEqual([1, 3, 7]);
  });
});
