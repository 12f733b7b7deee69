import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { selectParquet } from './parquet.js';

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
    const paths = input.paths.map((path) => join(this.#lake, path));
    const select = selectParquet(paths, input.partitioned, input.emptyColumns);
    await this.#db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(input.name)} AS ${select}`);
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
    // What a killed run of an engine that writes folders may have left.
    rmSync(target, { recursive: true, force: true });
    renameSync(half, target);
    return Number(rows);
  }

  async close(): Promise<void> {
    // The session is the store's.
  }
}
