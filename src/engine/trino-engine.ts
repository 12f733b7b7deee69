import { join } from 'node:path';
import { SimhoundError } from '../errors.js';
import { type DuckDb, identifier } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { selectParquet } from './parquet.js';
import { claimSchema } from './trino-claim.js';
import type { TrinoConnection } from './trino-connection.js';
import { TrinoSession } from './trino-session.js';
import { stageFolder, TrinoStage } from './trino-stage.js';
import { type TablePlaces, TrinoTables } from './trino-tables.js';
import { quoted } from './trino-text.js';

export interface TrinoOptions extends TrinoConnection, TablePlaces {
  /** Reads the types of Parquet files, and writes the one of a table without rows. */
  db: DuckDb;
  /** Aborted when the run is: the query is then cancelled on the server. */
  signal: AbortSignal;
}

/** A Trino cluster over the lake: external tables over hard links, and CREATE TABLE AS into folders of Parquet. */
export class TrinoEngine implements Engine {
  readonly name = 'trino';
  /** A statement on a small table is mostly waiting: for a plan, for workers to begin, for the metastore. */
  readonly width = 4;
  readonly dayWidth = 1;
  readonly #options: TrinoOptions;
  readonly #session: TrinoSession;
  readonly #stage: TrinoStage;
  readonly #tables: TrinoTables;
  /** Tables of this run, with the files of the lake that they show; undefined while a table shows none as a whole. */
  readonly #shown = new Map<string, string | undefined>();

  private constructor(options: TrinoOptions) {
    const own = {
      timestamp_precision: 'MICROSECONDS',
      compression_codec: 'ZSTD',
      collect_column_statistics_on_write: 'false',
    };
    const session = Object.fromEntries(
      Object.entries(own).map(([name, value]) => [`${options.catalog}.${name}`, value]),
    );
    this.#options = options;
    this.#session = new TrinoSession(
      { ...options, session: { ...session, ...options.session } },
      options.signal,
    );
    this.#stage = new TrinoStage(options.lake);
    this.#tables = new TrinoTables(this.#session, this.#stage, options, options.db);
  }

  /**
   * Connects, makes the schema where it is missing, and has the cluster write one row into the lake: what cannot work
   * fails here, before the run begins.
   * @throws ENGINE_UNREACHABLE, ENGINE_DENIED, ENGINE_CATALOG or ENGINE_FAILED.
   */
  static async open(options: TrinoOptions): Promise<TrinoEngine> {
    const engine = new TrinoEngine(options);
    await engine.#prepare();
    return engine;
  }

  async #prepare(): Promise<void> {
    const { catalog, schema } = this.#options;
    await this.#session.ask(
      `CREATE SCHEMA IF NOT EXISTS ${identifier(catalog)}.${identifier(schema)}
       WITH (location = ${quoted(this.#tables.url(join(stageFolder, 'schema')))})`,
    );
    await this.#tables.learn();
    const { folder } = await this.#tables.make('probe', 'SELECT 1 AS one', {});
    const files = this.#stage.files(folder);
    await this.#tables.drop('probe');
    this.#stage.clear();
    if (files.length === 0) throw this.#lost();
    await claimSchema(this.#session, this.#tables, this.#stage, this.#options);
  }

  #lost(): SimhoundError {
    const { location, lake } = this.#options;
    return new SimhoundError('ENGINE_CATALOG', {
      what: `What Trino writes to ${location} does not come out in ${lake}.`,
      todo: "Set trino.location to the store's lake as the workers see it; they must share its disk.",
    });
  }

  async expose({ name, paths, partitioned, emptyColumns }: TableInput): Promise<void> {
    const files = paths.join('\n');
    if (this.#shown.get(name) === files) return;
    const absolute = paths.map((path) => join(this.#options.lake, path));
    const columns = await this.#options.db.describe(selectParquet(absolute, partitioned, emptyColumns));
    const ordered = partitioned
      ? [...columns.filter((column) => column.name !== 'day'), { name: 'day', type: 'DATE' }]
      : columns;
    this.#shown.set(name, undefined);
    await this.#tables.drop(name);
    await this.#tables.over(name, this.#stage.link(name, paths), ordered, partitioned);
    this.#shown.set(name, files);
  }

  async build(step: BuildStep): Promise<number> {
    const { day, sql, table } = step;
    const tags = [`model=${table}`, ...(day === undefined ? [] : [`day=${day}`])];
    // A table of the window stays under its name for the models that read it; a day is only a part of one.
    const name = day === undefined ? table : `building_${table}`;
    this.#shown.set(name, undefined);
    const { folder, rows, stands } = await this.#tables.make(name, sql, step.params, {
      tags,
      watch: ({ splits, totalSplits, rows }) =>
        step.watch?.(`${splits} of ${totalSplits} splits, ${rows} rows`),
    });
    if (this.#stage.files(folder).length === 0) throw this.#lost();
    this.#stage.close(folder);
    this.#stage.publish(folder, step.target);
    if (stands) this.#shown.set(name, step.target);
    return rows;
  }

  async close(): Promise<void> {
    // A run that was interrupted does not wait for the server; the next one finds and drops what is left.
    if (this.#options.signal.aborted) return;
    const waiting = [...this.#shown.keys()];
    const dropSome = async () => {
      for (let table = waiting.pop(); table !== undefined; table = waiting.pop())
        await this.#tables.drop(table);
    };
    await Promise.all(Array.from({ length: this.width }, dropSome));
    this.#stage.clear();
  }
}
