import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { lakeFormat, selectParquet } from './parquet.js';
import { Siblings } from './siblings.js';

/** A connection, with the views that it has: they are temporary, and each connection has its own. */
interface Lane {
  db: DuckDb;
  half: string;
  /** What a view shows, and of which day; undefined for all days. */
  shown: Map<string, { input: TableInput; day: string | undefined }>;
}

/** The embedded engine: views over Parquet, and COPY into Parquet. */
export class DuckDbEngine implements Engine {
  readonly name = 'duckdb';
  readonly width: number;
  readonly dayWidth: number;
  readonly #lake: string;
  readonly #idle: Lane[];
  readonly #inputs = new Map<string, TableInput>();
  readonly #siblings: Siblings | undefined;

  /**
   * @param connections to one database; each builds one step at a time.
   * @param tmp on the lake's disk, so that a rename publishes what was written there.
   * @param siblings the connections' own, to be closed with the engine; others are the caller's.
   */
  constructor(connections: DuckDb[], lake: string, tmp: string, siblings?: Siblings) {
    this.#siblings = siblings;
    this.width = connections.length;
    // A day's rows fit in memory twice, or are spilled; one thread on each of two days does more than two on each in turn.
    this.dayWidth = connections.length;
    this.#lake = lake;
    this.#idle = connections.map((db, i) => ({
      db,
      half: join(tmp, `build-${process.pid}-${i}.parquet`),
      shown: new Map(),
    }));
  }

  /**
   * An engine that builds two steps at a time, on connections of its own.
   * @param signal on which the statements that run are stopped.
   */
  static async sideBySide(db: DuckDb, lake: string, tmp: string, signal: AbortSignal): Promise<Engine> {
    const siblings = await Siblings.open(db, signal);
    return new DuckDbEngine(siblings.connections, lake, tmp, siblings);
  }

  async expose(input: TableInput): Promise<void> {
    this.#inputs.set(input.name, input);
  }

  /** A daily step sees its own day of partitioned tables, a window step all days. */
  async #showFor(step: BuildStep, lane: Lane): Promise<void> {
    for (const table of step.reads) {
      const input = this.#inputs.get(table);
      if (!input) continue;
      const day = input.partitioned ? step.day : undefined;
      const shown = lane.shown.get(table);
      if (shown && shown.input === input && shown.day === day) continue;
      await lane.db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(table)} AS ${this.#select(input, day)}`);
      lane.shown.set(table, { input, day });
    }
  }

  /** The rows of a table's files, of one day or of all. */
  #select(input: TableInput, day: string | undefined): string {
    const shown =
      day === undefined ? input.paths : input.paths.filter((path) => path.includes(`/day=${day}/`));
    // DuckDB takes the first file for typical when it reckons how many rows there are; were that a small one, its
    // hash tables would begin too small, which made a daily table of ten million records half as slow again.
    const paths = shown.map((path) => join(this.#lake, path)).sort((a, b) => sizeOf(b) - sizeOf(a));
    return selectParquet(paths, input.partitioned, input.emptyColumns);
  }

  async build(step: BuildStep): Promise<number> {
    const lane = this.#idle.pop();
    if (!lane) throw new Error('More steps were begun than the engine has connections.');
    try {
      await this.#showFor(step, lane);
      await this.#siblings?.spread(step.isAlone ? 1 : this.width);
      // The query begins on the second line, which is what the caller's line numbers count on.
      const { Count: rows } = await lane.db.row<{ Count: bigint }>(
        `COPY (\n${step.sql}\n) TO ${literal(lane.half)} (${lakeFormat})`,
        step.params,
      );
      const target = join(this.#lake, step.target);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      chmodSync(lane.half, 0o600);
      // What a killed run of an engine that writes folders may have left.
      rmSync(target, { recursive: true, force: true });
      renameSync(lane.half, target);
      return Number(rows);
    } finally {
      this.#idle.push(lane);
    }
  }

  async lull(): Promise<void> {
    await this.#siblings?.spread(1);
  }

  async close(): Promise<void> {
    await this.#siblings?.close();
  }
}

/** Bytes of a file, or of the files of a folder that another engine wrote. */
function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
