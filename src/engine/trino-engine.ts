import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SimhoundError } from '../errors.js';
import { type DuckDb, identifier, literal } from './duckdb.js';
import type { BuildStep, Engine, TableInput } from './engine.js';
import { selectParquet } from './parquet.js';
import { type Asking, TrinoClient, type TrinoResult } from './trino-client.js';
import type { TrinoConnection } from './trino-connection.js';
import { complaintOf, TrinoQueryError } from './trino-error.js';
import { stageFolder, TrinoStage } from './trino-stage.js';
import { bound, quoted } from './trino-text.js';

export interface TrinoOptions extends TrinoConnection {
  /** The store's lake as the workers see it, such as `local:///` or `file:///mnt/simhound/lake`. */
  location: string;
  /** The store's lake as this machine sees it; the workers share its disk. */
  lake: string;
  /** Reads the types of Parquet files, and writes the one of a table without rows. */
  db: DuckDb;
  /** Aborted when the run is: the query is then cancelled on the server. */
  signal: AbortSignal;
}

/** Tries of a statement that failed because of the cluster's state, and the first pause, which doubles: 2 s, 4 s. */
const tries = 3;
const firstPause = 2000;

/** A Trino cluster over the lake: external tables over hard links, and CREATE TABLE AS into folders of Parquet. */
export class TrinoEngine implements Engine {
  readonly name = 'trino';
  readonly #options: TrinoOptions;
  readonly #client: TrinoClient;
  readonly #stage: TrinoStage;
  readonly #tables = new Set<string>();

  private constructor(options: TrinoOptions) {
    const own = {
      timestamp_precision: 'MICROSECONDS',
      compression_codec: 'ZSTD',
      collect_column_statistics_on_write: 'false',
    };
    const session = Object.fromEntries(
      Object.entries(own).map(([name, value]) => [`${options.catalog}.${name}`, value]),
    );
    this.#options = { ...options, session: { ...session, ...options.session } };
    this.#client = new TrinoClient(this.#options, options.signal);
    this.#stage = new TrinoStage(options.lake);
  }

  /**
   * Connects, makes the schema where it is missing, and has the cluster write one row into the lake: what cannot work
   * fails here, before the run begins.
   * @throws ENGINE_UNREACHABLE, ENGINE_DENIED, ENGINE_CATALOG or ENGINE_FAILED.
   */
  static async open(options: TrinoOptions): Promise<TrinoEngine> {
    const engine = new TrinoEngine(options);
    const { catalog, schema } = options;
    await engine.#ask(
      `CREATE SCHEMA IF NOT EXISTS ${identifier(catalog)}.${identifier(schema)}
       WITH (location = ${quoted(engine.#url(join(stageFolder, 'schema')))})`,
    );
    const { folder } = await engine.#create('probe', 'SELECT 1 AS one', {});
    const files = engine.#stage.files(folder);
    await engine.#drop('probe');
    engine.#stage.clear();
    if (files.length > 0) return engine;
    throw new SimhoundError('ENGINE_CATALOG', {
      what: `What Trino writes to ${options.location} does not come out in ${options.lake}.`,
      todo: "Set trino.location to the store's lake as the workers see it; they must share its disk.",
    });
  }

  async expose(input: TableInput): Promise<void> {
    const { name, partitioned } = input;
    const absolute = input.paths.map((path) => join(this.#options.lake, path));
    const columns = await this.#options.db.describe(selectParquet(absolute, partitioned, input.emptyColumns));
    const ordered = partitioned
      ? [...columns.filter((column) => column.name !== 'day'), { name: 'day', type: 'DATE' }]
      : columns;
    await this.#drop(name);
    const folder = this.#stage.link(name, input.paths);
    const types = ordered.map((column) => `${identifier(column.name)} ${typeInTrino(column.type)}`);
    await this.#ask(
      `CREATE TABLE ${identifier(name)} (${types.join(', ')}) WITH (format = 'PARQUET',
         external_location = ${quoted(this.#url(folder))}
         ${partitioned ? ", partitioned_by = ARRAY['day']" : ''})`,
    );
    this.#tables.add(name);
    if (!partitioned) return;
    const { catalog, schema } = this.#options;
    await this.#ask(
      `CALL ${identifier(catalog)}.system.sync_partition_metadata(${quoted(schema)}, ${quoted(name)}, 'FULL')`,
    );
  }

  async build(step: BuildStep): Promise<number> {
    const { day, sql, table } = step;
    const tags = [`model=${table}`, ...(day === undefined ? [] : [`day=${day}`])];
    const { folder, rows } = await this.#create('building', sql, step.params, {
      tags,
      watch: ({ splits, totalSplits, rows }) =>
        step.watch?.(`${splits} of ${totalSplits} splits, ${rows} rows`),
    });
    if (this.#stage.files(folder).length === 0) await this.#writeEmpty(folder);
    await this.#drop('building');
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
    for (const table of this.#tables) await this.#drop(table);
    this.#stage.clear();
  }

  /** Makes an external table from a query in a folder of its own, and counts its rows. */
  async #create(
    name: string,
    sql: string,
    params: BuildStep['params'],
    asking: Asking = {},
  ): Promise<{ folder: string; rows: number }> {
    // The query begins on the second line, which is what the caller's line numbers count on.
    const fresh = async (): Promise<string> => {
      await this.#drop(name);
      return this.#stage.fresh(name);
    };
    const place = (folder: string) =>
      `WITH (format = 'PARQUET', external_location = ${quoted(this.#url(folder))})`;
    try {
      return await this.#patiently(async () => {
        const folder = await fresh();
        const statement = `CREATE TABLE ${identifier(name)} ${place(folder)} AS\n${sql}`;
        return { folder, rows: await this.#write(statement, params, asking) };
      });
    } catch (thrown) {
      const { cause } = thrown instanceof Error ? thrown : {};
      if (!(cause instanceof TrinoQueryError && cause.errorName === 'HIVE_METASTORE_ERROR')) throw thrown;
    }
    // Trino makes no folder for a query without rows, and then misses it: here the folder is made first.
    return await this.#patiently(async () => {
      const folder = await fresh();
      this.#stage.make(folder);
      const { columns } = await this.#client.query(
        bound(`SELECT * FROM (\n${sql}\n) LIMIT 0`, params),
        asking,
      );
      const types = columns.map((column) => `${identifier(column.name)} ${column.type}`);
      await this.#client.query(`CREATE TABLE ${identifier(name)} (${types.join(', ')}) ${place(folder)}`);
      return { folder, rows: await this.#write(`INSERT INTO ${identifier(name)}\n${sql}`, params, asking) };
    });
  }

  /** Runs a statement that writes, and counts the rows that were written. */
  async #write(statement: string, params: BuildStep['params'], asking: Asking): Promise<number> {
    try {
      const { rows } = await this.#client.query(bound(statement, params), asking);
      return Number(rows[0]?.[0]);
    } catch (thrown) {
      throw thrown instanceof TrinoQueryError && !complaintOf(thrown) ? located(thrown, statement) : thrown;
    }
  }

  async #ask(sql: string, asking: Asking = {}): Promise<TrinoResult> {
    return await this.#patiently(() => this.#client.query(sql, asking));
  }

  /** Does something again when the cluster was not able to, and says in the catalogue's words when it stays so. */
  async #patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await act();
      } catch (thrown) {
        if (!(thrown instanceof TrinoQueryError)) throw thrown;
        if (!thrown.transient || tried === tries) throw complaintOf(thrown) ?? thrown;
        await sleep(firstPause * 2 ** (tried - 1), undefined, { signal: this.#options.signal });
      }
    }
  }

  async #drop(table: string): Promise<void> {
    await this.#ask(`DROP TABLE IF EXISTS ${identifier(table)}`);
    this.#tables.delete(table);
  }

  /** Trino writes no file for a table without rows; DuckDB needs one to know its columns. */
  async #writeEmpty(folder: string): Promise<void> {
    const { columns } = await this.#ask('SELECT * FROM building');
    const types = Object.fromEntries(columns.map(({ name, type }) => [name, typeInDuckDb(type)]));
    const file = join(this.#options.lake, folder, 'empty');
    await this.#options.db.run(
      `COPY (${selectParquet([], false, types)}) TO ${literal(file)} (FORMAT parquet)`,
    );
  }

  #url(path: string): string {
    return `${this.#options.location.replace(/\/+$/, '')}${/:\/*$/.test(this.#options.location) ? '//' : ''}/${path}`;
  }
}

function typeInTrino(type: string): string {
  return type === 'TIMESTAMP' ? 'TIMESTAMP(6)' : type;
}

function typeInDuckDb(type: string): string {
  return type.replace(/\(\d+\)$/, '').toUpperCase();
}

/** A mistake in the SQL, with the line and a caret as DuckDB gives them. */
function located(error: TrinoQueryError, statement: string): Error {
  if (!error.location) return error;
  const { line, column } = error.location;
  const start = `LINE ${line}: `;
  const text = statement.split('\n')[line - 1] ?? '';
  const caret = `${' '.repeat(start.length + column - 1)}^`;
  return new Error(`${error.message}\n${start}${text}\n${caret}`, { cause: error });
}
