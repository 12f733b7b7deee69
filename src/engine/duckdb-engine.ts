import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { lakeFormat, selectParquet } from './parquet.js';

/** The embedded engine: views over Parquet, and COPY into Parquet. */
export class DuckDbEngine implements Engine {
  readonly name = 'duckdb';
  readonly #db: DuckDb;
  readonly #lake: string;
  readonly #tmp: string;
  readonly #inputs = new Map<string, TableInput>();
  /** The day that a view is of; undefined for all. */
  readonly #shown = new Map<string, string | undefined>();

  /** @param tmp on the lake's disk, so that a rename publishes what was written there. */
  constructor(db: DuckDb, lake: string, tmp: string) {
    this.#db = db;
    this.#lake = lake;
    this.#tmp = tmp;
  }

  async expose(input: TableInput): Promise<void> {
    this.#inputs.set(input.name, input);
    await this.#show(input, undefined);
  }

  /** Makes a view over a table's files, of one day or of all. */
  async #show(input: TableInput, day: string | undefined): Promise<void> {
    const shown =
      day === undefined ? input.paths : input.paths.filter((path) => path.includes(`/day=${day}/`));
    // DuckDB takes the first file for typical when it reckons how many rows there are; were that a small one, its
    // hash tables would begin too small, which made a daily table of ten million records half as slow again.
    const paths = shown.map((path) => join(this.#lake, path)).sort((a, b) => sizeOf(b) - sizeOf(a));
    const select = selectParquet(paths, input.partitioned, input.emptyColumns);
    await this.#db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(input.name)} AS ${select}`);
    this.#shown.set(input.name, day);
  }

  /** A daily step sees its own day of partitioned tables, a window step all days. */
  async #showFor(step: BuildStep): Promise<void> {
    for (const table of step.reads) {
      const input = this.#inputs.get(table);
      if (!input?.partitioned || this.#shown.get(table) === step.day) continue;
      await this.#show(input, step.day);
    }
  }

  async build(step: BuildStep): Promise<number> {
    await this.#showFor(step);
    const half = join(this.#tmp, `build-${process.pid}.parquet`);
    // The query begins on the second line, which is what the caller's line numbers count on.
    const { Count: rows } = await this.#db.row<{ Count: bigint }>(
      `COPY (\n${step.sql}\n) TO ${literal(half)} (${lakeFormat})`,
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

/** Bytes of a file, or of the files of a folder that another engine wrote. */
function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
