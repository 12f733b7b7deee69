import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { selectParquet, tableFormat } from './parquet.js';
import { Siblings } from './siblings.js';

/** A connection, and where it writes what is not whole yet. */
interface Lane {
  db: DuckDb;
  half: string;
}

/** The embedded engine: reads Parquet, and copies into Parquet. */
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

  /**
   * A step's query with the tables that it reads in front: a daily step sees its own day of partitioned tables, a window
   * step all days. A view of each would cost a statement, which most tables take no longer than.
   */
  #queryOf(step: BuildStep): string {
    const named = [...new Set(step.reads)]
      .flatMap((table) => this.#inputs.get(table) ?? [])
      .map((input) => {
        const select = this.#select(input, input.partitioned ? step.day : undefined);
        return `${identifier(input.name)} AS NOT MATERIALIZED (${select})`;
      });
    const inputs = named.length > 0 ? `WITH ${named.join(', ')}` : '';
    // In parentheses, since it may have a WITH of its own. It begins on the second line, which is what the caller's line
    // numbers count on.
    return `${inputs} SELECT * FROM (\n${step.sql}\n)`;
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
      await this.#siblings?.spread(step.isAlone ? 1 : this.width);
      const { Count: rows } = await lane.db.row<{ Count: bigint }>(
        `COPY (${this.#queryOf(step)}) TO ${literal(lane.half)} (${tableFormat})`,
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
