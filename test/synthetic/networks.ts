import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { generate } from '../../src/synthetic/generate.js';
import type { GenerateOptions, GenerateSummary } from '../../src/synthetic/options.js';

/** Made-up networks in a temporary folder, and their records in DuckDB. */
export class Networks {
  readonly #root = mkdtempSync(join(tmpdir(), 'simhound-synthetic-'));
  #count = 0;

  async make(more: Partial<GenerateOptions> = {}): Promise<{ out: string; summary: GenerateSummary }> {
    this.#count += 1;
    const out = join(this.#root, String(this.#count));
    const summary = await generate({
      out,
      seed: 7,
      lines: 400,
      days: 3,
      from: '2026-03-02',
      fraud_share: 0.1,
      formats: ['generic'],
      reference: true,
      files: 'one',
      ...more,
    });
    return { out, summary };
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }
}

/** The tables r (records), t (truth), l (lines of the operator) and o (what gangs' lines did, with their ring). */
export async function load(out: string): Promise<DuckDb> {
  const db = await DuckDb.open();
  const csv = (path: string) =>
    `read_csv(${literal(join(out, path))}, header = true, all_varchar = true, nullstr = '')`;
  await db.run(`CREATE TABLE r AS SELECT record_type AS type, served_msisdn AS line, other_number AS other,
      CAST(start_time AS TIMESTAMP) AS began, CAST(start_time AS DATE) AS day, CAST(duration AS INTEGER) AS seconds,
      outcome, imsi, substr(imei, 1, 14) AS device, cell FROM ${csv('exports/msc.csv')};
    CREATE TABLE t AS SELECT subject_id AS line, fraud = '1' AS fraud, kind, group_id AS ring FROM ${csv('truth.csv')};
    CREATE TABLE l AS SELECT msisdn AS line, CAST(activation_date AS DATE) AS activated, account, dealer
      FROM ${csv('reference/lines.csv')};
    CREATE TABLE o AS SELECT r.*, t.kind, t.ring FROM r JOIN t USING (line)
      WHERE t.fraud AND r.type IN ('MOC', 'SMSMO')`);
  return db;
}
