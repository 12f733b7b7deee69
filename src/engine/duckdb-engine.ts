import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';

/** The embedded engine: views over Parquet, and COPY into Parquet. */
export class DuckDbEngine implements Engine {
  readonly name = 'duckdb';
  readonly #db: DuckDb;
  readonly #lake: string;
  readonly #tmp: string;

  /** @param tmp on the lake's disk, so that a rename publishes what was written there. */
  constructor(db: DuckDb, lake: string, tmp: string) {
    this.#db = db;
    this.#lake = lake;
    this.#tmp = tmp;
  }

  async expose(input: TableInput): Promise<void> {
    await this.#db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(input.name)} AS ${this.#select(input)}`);
  }

  async build(step: BuildStep): Promise<number> {
    const half = join(this.#tmp, `build-${process.pid}.parquet`);
    // The query begins on the second line, which is what the caller's line numbers count on.
    const { Count: rows } = await this.#db.row<{ Count: bigint }>(
      `COPY (\n${step.sql}\n) TO ${literal(half)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
      step.params,
    );
    const target = join(this.#lake, step.target);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    chmodSync(half, 0o600);
    renameSync(half, target);
    return Number(rows);
  }

  #select(input: TableInput): string {
    if (input.paths.length === 0) {
      const columns = Object.entries(input.emptyColumns).map(
        ([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`,
      );
      return `SELECT ${columns.join(', ')} WHERE false`;
    }
    const files = input.paths.map((path) => literal(join(this.#lake, path))).join(', ');
    const hive = input.partitioned ? ", hive_partitioning = true, hive_types = {'day': DATE}" : '';
    return `SELECT * FROM read_parquet([${files}]${hive})`;
  }
}
