import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { evaluationTable } from '../../src/evaluate/evaluation-table.js';

const folder = mkdtempSync(join(tmpdir(), 'simhound-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const [scores, suspects] = [join(folder, 'scores.parquet'), join(folder, 'suspects.parquet')];

/** Ranks: 1 fraud, 2 call centre, 3 fraud, 4 not labelled, 5 person; a third fraud line is not scored. */
async function writeRun(): Promise<void> {
  const db = await DuckDb.open();
  await db.run(
    `COPY (SELECT * FROM (VALUES ('34600000001', 0.9, 1), ('34600000002', 0.8, 2), ('34600000003', 0.8, 3),
       ('33100000004', 0.2, 4), ('34600000005', 0.0, 5)) AS t(subject_id, score, rank))
     TO ${literal(scores)} (FORMAT parquet)`,
  );
  await db.run(
    `COPY (SELECT * FROM (VALUES (1, 'line', '34600000001', 'block'), (2, 'line', '34600000002', 'review'),
       (3, 'device', '34600000005', 'watch')) AS t(rank, subject_type, subject_id, tier))
     TO ${literal(suspects)} (FORMAT parquet)`,
  );
  db.close();
}

function truthFile(text: string): string {
  const file = join(folder, 'truth.csv');
  writeFileSync(file, text);
  return file;
}

const truth = `subject_id,fraud,kind
+34 600 000 001,1,classic_sim_box
0034600000002,0,call_centre
34600000003,1,goip_scam
34600000005,0,person
34600000006,1,goip_scam
`;

describe('evaluate', () => {
  it('counts precision, recall, average precision and flagged look-alikes', async () => {
    await writeRun();
    const found = await evaluate({ scores, suspects, truth: truthFile(truth) });
    expect(found).toMatchObject({ scored: 5, labelled: 5, fraud: 3, unlabelled: 1, unscored_fraud: 1 });
    expect(found.precision).toEqual([{ k: 3, confirmed: 2, unlabelled: 0, precision: 0.666667 }]);
    expect(found.recall_at_n).toBe(0.666667);
    // (1/1 + 2/3 + 0) / 3
    expect(found.average_precision).toBe(0.555556);
    expect(found.fraud_kinds).toEqual([
      { kind: 'classic_sim_box', lines: 1, block: 1, review: 0, watch: 0, at_n: 1, recall: 1, unscored: 0 },
      { kind: 'goip_scam', lines: 2, block: 0, review: 0, watch: 0, at_n: 1, recall: 0.5, unscored: 1 },
    ]);
    expect(found.lawful_kinds).toEqual([
      { kind: 'call_centre', lines: 1, block: 0, review: 1, watch: 0 },
      { kind: 'person', lines: 1, block: 0, review: 0, watch: 0 },
    ]);
    expect(evaluationTable(found)).toContain('1 fraud lines have no score and count as missed');
  });

  it('counts lines that the truth does not name as not confirmed', async () => {
    const text = 'subject_id,fraud\n33100000099,1\n33100000098,1\n33100000097,1\n34600000001,1\n';
    const found = await evaluate({ scores, truth: truthFile(text) });
    expect(found.precision[0]).toEqual({ k: 4, confirmed: 1, unlabelled: 3, precision: 0.25 });
    expect(found.fraud_kinds[0]).toMatchObject({ kind: 'unknown', unscored: 3 });
  });

  it.each([
    ['subject_id,kind\n1,x\n', 'line 1: the header lacks fraud'],
    ['subject_id,fraud,kind\n34600000001,1,x\n34600000002,maybe,x\n', 'line 3: fraud is neither 0 nor 1'],
    ['subject_id,fraud,kind\n34600000001,1,x\n,0,x\n', 'line 3: subject_id is empty'],
    [
      'subject_id,fraud,kind\n34600000001,1,x\n34600000002,0,x\n+34600000001,0,x\n',
      'line 4: the subject is fraud on one line',
    ],
    ['subject_id,fraud,kind\n', 'line 1: there is no row'],
  ])('refuses a truth file with a mistake and names its line: %j', async (text, message) => {
    const error = await evaluate({ scores, truth: truthFile(text) }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'TRUTH_INVALID', message: expect.stringContaining(message) });
    expect(String(error)).not.toContain('34600000');
  });

  it('says which file is missing', async () => {
    await expect(evaluate({ scores, truth: join(folder, 'no.csv') })).rejects.toMatchObject({
      code: 'INPUT_MISSING',
    });
    await expect(evaluate({ scores: join(folder, 'no'), truth: truthFile(truth) })).rejects.toMatchObject({
      code: 'INPUT_MISSING',
    });
  });
});
