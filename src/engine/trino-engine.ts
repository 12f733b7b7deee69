import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  readonly width = 1;
  readonly #options: TrinoOptions;
  readonly #session: TrinoSession;
  readonly #stage: TrinoStage;
  readonly #tables: TrinoTables;
  readonly #exposed = new Set<string>();

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
    const { catalog, schema, location, lake } = this.#options;
    await this.#session.ask(
      `CREATE SCHEMA IF NOT EXISTS ${identifier(catalog)}.${identifier(schema)}
       WITH (location = ${quoted(this.#tables.url(join(stageFolder, 'schema')))})`,
    );
    const { folder } = await this.#tables.make('probe', 'SELECT 1 AS one', {});
    const files = this.#stage.files(folder);
    await this.#session.drop('probe');
    this.#stage.clear();
    if (files.length > 0) {
      await claimSchema(this.#session, this.#tables, this.#stage, this.#options);
      return;
    }
    throw new SimhoundError('ENGINE_CATALOG', {
      what: `What Trino writes to ${location} does not come out in ${lake}.`,
      todo: "Set trino.location to the store's lake as the workers see it; they must share its disk.",
    });
  }

  async expose({ name, paths, partitioned, emptyColumns }: TableInput): Promise<void> {
    const absolute = paths.map((path) => join(this.#options.lake, path));
    const columns = await this.#options.db.describe(selectParquet(absolute, partitioned, emptyColumns));
    const ordered = partitioned
      ? [...columns.filter((column) => column.name !== 'day'), { name: 'day', type: 'DATE' }]
      : columns;
    await this.#drop(name);
    await this.#tables.over(name, this.#stage.link(name, paths), ordered, partitioned);
    this.#exposed.add(name);
  }

  async build(step: BuildStep): Promise<number> {
    const { day, sql, table } = step;
    const tags = [`model=${table}`, ...(day === undefined ? [] : [`day=${day}`])];
    const { folder, rows } = await this.#tables.make('building', sql, step.params, {
      tags,
      watch: ({ splits, totalSplits, rows }) =>
        step.watch?.(`${splits} of ${totalSplits} splits, ${rows} rows`),
    });
    if (this.#stage.files(folder).length === 0) await this.#tables.writeEmpty('building', folder);
    await this.#session.drop('building');
    this.#stage.close(folder);
    const target = join(this.#options.lake, step.target);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    rmSync(target, { recursive: true, force: true });
    renameSync(join(this.#options.lake, folder), target);
    return rows;
  }

  async close(): Promise<void> {
    // A run that was interrupted does not wait for the server; the next one finds and drops what is left.
    if (this.#options.signal.aborted) return;
    for (const table of this.#exposed) await this.#drop(table);
    this.#stage.clear();
  }

  async #drop(table: string): Promise<void> {
    await this.#session.drop(table);
    this.#exposed.delete(table);
  }
}
