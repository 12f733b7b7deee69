import { join } from 'node:path';
import { type DuckDb, identifier, literal, type Params } from './duckdb.js';
import { selectParquet } from './parquet.js';
import type { Asking } from './trino-client.js';
import { TrinoQueryError } from './trino-error.js';
import type { TrinoSession } from './trino-session.js';
import type { TrinoStage } from './trino-stage.js';
import { quoted } from './trino-text.js';
import { typeInDuckDb, typeInTrino } from './trino-types.js';

/** Where tables of a store lie for Trino. */
export interface TablePlaces {
  catalog: string;
  schema: string;
  /** The store's lake as the workers see it, such as `local:///` or `file:///mnt/simhound/lake`. */
  location: string;
  /** The store's lake as this machine sees it; the workers share its disk. */
  lake: string;
}

/** Trino's external tables: over folders of the lake that are there, or made from a query. */
export class TrinoTables {
  readonly #session: TrinoSession;
  readonly #stage: TrinoStage;
  readonly #places: TablePlaces;
  readonly #db: DuckDb;

  /** @param db writes the file of a table without rows. */
  constructor(session: TrinoSession, stage: TrinoStage, places: TablePlaces, db: DuckDb) {
    this.#session = session;
    this.#stage = stage;
    this.#places = places;
    this.#db = db;
  }

  /** Makes a table over a folder, below the lake; `day`, where the table has partitions, is the last column. */
  async over(
    name: string,
    folder: string,
    columns: { name: string; type: string }[],
    partitioned: boolean,
  ): Promise<void> {
    const types = columns.map((column) => `${identifier(column.name)} ${typeInTrino(column.type)}`);
    await this.#session.ask(
      `CREATE TABLE IF NOT EXISTS ${identifier(name)} (${types.join(', ')}) WITH (format = 'PARQUET',
         external_location = ${quoted(this.url(folder))}
         ${partitioned ? ", partitioned_by = ARRAY['day']" : ''})`,
    );
    if (!partitioned) return;
    const { catalog, schema } = this.#places;
    await this.#session.ask(
      `CALL ${identifier(catalog)}.system.sync_partition_metadata(${quoted(schema)}, ${quoted(name)}, 'FULL')`,
    );
  }

  /** Makes a table from a query in a folder of its own below the lake, and counts its rows. */
  async make(
    name: string,
    sql: string,
    params: Params,
    asking: Asking = {},
  ): Promise<{ folder: string; rows: number }> {
    // The query begins on the second line, which is what the caller's line numbers count on.
    const fresh = async (): Promise<string> => {
      await this.#session.drop(name);
      return this.#stage.fresh(name);
    };
    const place = (folder: string) =>
      `WITH (format = 'PARQUET', external_location = ${quoted(this.url(folder))})`;
    try {
      return await this.#session.patiently(async () => {
        const folder = await fresh();
        const statement = `CREATE TABLE ${identifier(name)} ${place(folder)} AS\n${sql}`;
        return { folder, rows: await this.#session.write(statement, params, asking) };
      });
    } catch (thrown) {
      const { cause } = thrown instanceof Error ? thrown : {};
      if (!(cause instanceof TrinoQueryError && cause.errorName === 'HIVE_METASTORE_ERROR')) throw thrown;
    }
    // Trino makes no folder for a query without rows, and then misses it: here the folder is made first.
    return await this.#session.patiently(async () => {
      const folder = await fresh();
      this.#stage.make(folder);
      const { columns } = await this.#session.once(`SELECT * FROM (\n${sql}\n) LIMIT 0`, params, asking);
      const types = columns.map((column) => `${identifier(column.name)} ${column.type}`);
      await this.#session.once(`CREATE TABLE ${identifier(name)} (${types.join(', ')}) ${place(folder)}`);
      const insert = `INSERT INTO ${identifier(name)}\n${sql}`;
      return { folder, rows: await this.#session.write(insert, params, asking) };
    });
  }

  /** Trino writes no file for a table without rows; DuckDB needs one to know its columns. */
  async writeEmpty(name: string, folder: string): Promise<void> {
    const { columns } = await this.#session.ask(`SELECT * FROM ${identifier(name)}`);
    const types = Object.fromEntries(columns.map(({ name, type }) => [name, typeInDuckDb(type)]));
    const file = join(this.#places.lake, folder, 'empty');
    await this.#db.run(`COPY (${selectParquet([], false, types)}) TO ${literal(file)} (FORMAT parquet)`);
  }

  /** A folder below the lake as the workers see it. */
  url(path: string): string {
    const { location } = this.#places;
    return `${location.replace(/\/+$/, '')}${/:\/*$/.test(location) ? '//' : ''}/${path}`;
  }
}
