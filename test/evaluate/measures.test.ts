import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { compare, comparisonTable } from '../../src/evaluate/comparison.js';
import { evaluate } from '../../src/evaluate/evaluate.js';
import type { Evaluation } from '../../src/evaluate/evaluation.js';
import { evaluationPicture } from '../../src/evaluate/evaluation-picture.js';
import { evaluationTable } from '../../src/evaluate/evaluation-table.js';

const folder = mkdtempSync(join(tmpdir(), 'simhound-measures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

async function parquet(name: string, select: string): Promise<string> {
  const db = await DuckDb.open();
  await db.run(`COPY (${select}) TO ${literal(path(name))} (FORMAT parquet)`);
  db.close();
  return path(name);
}

function csv(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

/** Rings: r1 of three lines (1, 2, 3), r2 of two (4, 5), 6 alone; 7 and 8 are lawful. */
let files: Parameters<typeof evaluate>[0];
let found: Evaluation;
beforeAll(async () => {
  files = {
    scores: await parquet(
      'scores.parquet',
      `SELECT * FROM (VALUES ('341', 1.0, 1), ('342', 0.95, 2), ('347', 0.91, 3), ('343', 0.55, 4), ('344', 0.52, 5),
         ('348', 0.08, 6), ('345', 0.0, 7), ('346', 0.0, 8)) AS t(subject_id, score, rank)`,
    ),
    suspects: await parquet(
      'suspects.parquet',
      `SELECT * FROM (VALUES ('line', '341', 'block'), ('line', '347', 'block'), ('line', '343', 'review'),
         ('line', '344', 'watch')) AS t(subject_type, subject_id, tier)`,
    ),
    truth: csv(
      'truth.csv',
      `subject_id,fraud,kind,group_id
341,1,goip<scam,r1
342,1,goip<scam,r1
343,1,goip<scam,r1
344,1,fixed_relay,r2
345,1,fixed_relay,r2
346,1,fixed_relay,
347,0,call_centre,
348,0,person,
`,
    ),
    // g1 holds two of r1 and a lawful line, g2 one of r2, g3 lawful lines alone.
    members: await parquet(
      'members.parquet',
      `SELECT * FROM (VALUES (1, '341'), (1, '342'), (1, '347'), (2, '344'), (3, '348'), (3, '349'))
       AS t(group_id, subject_id)`,
    ),
    victims: csv(
      'victims.csv',
      'msisdn,suspects,day\n3491,341 342,2026-03-02\n3492,344,2026-03-02\n3493,343 344,2026-03-03\n',
    ),
    warned: csv('warned.csv', 'rank,subject_id\n1,+3491\n2,3499\n'),
  };
  found = await evaluate(files);
});

describe('the measures beside the ranking', () => {
  it('counts suspects by tier', () => {
    expect(found.tiers).toEqual({
      block: { lines: 2, fraud: 1 },
      review: { lines: 1, fraud: 1 },
      watch: { lines: 1, fraud: 1 },
    });
  });

  it('sets scores against the share of fraud, a score of 1 in the last step', () => {
    const { steps, error } = found.reliability;
    expect(steps).toEqual([
      { from: 0, to: 0.1, lines: 3, fraud: 2, mean_score: 0.026667, fraud_share: 0.666667 },
      { from: 0.5, to: 0.6, lines: 2, fraud: 2, mean_score: 0.535, fraud_share: 1 },
      { from: 0.9, to: 1, lines: 3, fraud: 2, mean_score: 0.953333, fraud_share: 0.666667 },
    ]);
    // Lines without a score are left out: (1 * 0.08 + 2 * 0.465 + 3 * 0.286666…) / 6
    expect(error).toBeCloseTo(1.87 / 6, 5);
  });

  it('says how pure and how complete groups are', () => {
    expect(found.groups).toEqual({
      found: 2,
      found_lines: 4,
      lawful: 1,
      lawful_lines: 2,
      // Two of g1's three, one of g2's one.
      purity: 0.75,
      // Two of r1's three; of r2 one line alone is in a group, which is not together.
      completeness: 0.4,
      kinds: [
        { kind: 'fixed_relay', rings: 1, lines: 2, together: 0 },
        { kind: 'goip<scam', rings: 1, lines: 3, together: 2 },
      ],
    });
  });

  it('counts victims that are traced and warned', () => {
    expect(found.victims).toEqual({ victims: 3, traced: 2, warned: 1, warned_others: 1 });
  });

  it('has no groups and victims where nothing is known of them', async () => {
    const { members: _members, ...rest } = files;
    expect((await evaluate(rest)).groups).toBeNull();
    const bare = await evaluate({ ...files, victims: path('nowhere.csv') });
    expect(bare.victims).toBeNull();
    const withoutList = await evaluate({ ...files, warned: path('nowhere.csv') });
    expect(withoutList.victims).toMatchObject({ traced: 2, warned: null });
  });

  it('refuses victims without the columns', async () => {
    await expect(evaluate({ ...files, victims: csv('odd.csv', 'number,day\n1,2\n') })).rejects.toMatchObject({
      code: 'TRUTH_INVALID',
    });
  });
});

describe('what people see', () => {
  it('tells all of it in the table', () => {
    const text = evaluationTable(found);
    expect(text).toContain('groups: purity 0.750, completeness 0.400; 2 hold fraud (4 lines), 1 only others');
    expect(text).toContain('2 of 3 victims');
    expect(text).toMatch(/0\.9 to 1\.0 +3 +2 +0\.953 +0\.667/);
  });

  it('draws every kind, whatever its name, in well-formed XML', () => {
    const picture = evaluationPicture(found);
    expect(picture).toContain('goip&lt;scam');
    expect(picture).toContain('1 / 1 / 0 of 3');
    const opened = [...picture.matchAll(/<(svg|text|rect|line|circle|title)\b[^>]*?(\/?)>/g)].filter(
      ([, , closed]) => closed === '',
    );
    expect(opened.length).toBe([...picture.matchAll(/<\/(svg|text|rect|line|circle|title)>/g)].length);
    expect(picture).not.toMatch(/NaN|undefined|="-/);
  });

  it('draws long names shortened, and scores of many lines larger', () => {
    const [kind] = found.lawful_kinds;
    const steps = [1, 1000].map((lines) => ({
      from: 0.5,
      to: 0.6,
      lines,
      fraud: 0,
      mean_score: 0.5,
      fraud_share: 0,
    }));
    const picture = evaluationPicture({
      ...found,
      lawful_kinds: kind ? [{ ...kind, kind: 'a_kind_that_somebody_gave_a_long_name' }] : [],
      reliability: { steps, error: null },
    });
    expect(picture).toContain('>a_kind_that_somebody…<');
    const sizes = [...picture.matchAll(/<circle [^>]*r="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(sizes).toEqual([3, 10.1]);
  });

  it('compares two rankings and leaves out kinds that are the same', async () => {
    const other = await evaluate({
      ...files,
      suspects: await parquet(
        'less.parquet',
        `SELECT 'line' AS subject_type, '341' AS subject_id, 'block' AS tier`,
      ),
    });
    const comparison = compare(found, other);
    expect(comparison.measures).toContainEqual({
      name: 'lawful in block',
      ranking: 1,
      other: 0,
      difference: 1,
    });
    const text = comparisonTable(comparison, ['this', 'that']);
    expect(text).toMatch(/lawful: call_centre in block +1 +0 +\+1/);
    expect(text).not.toContain('person');
  });
});
