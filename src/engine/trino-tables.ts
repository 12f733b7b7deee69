import { join } from 'node:path';
import { type DuckDb, identifier, literal, type Params } from './duckdb.js';
import { selectParquet } from './parquet.js';
import type { Asking, TrinoResult } from './trino-client.js';
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

/** A table made from a query. */
export interface Made {
  /** Below the lake; holds the table's files, one without rows where there are no rows. */
  folder: string;
  rows: number;
  /** Whether Trino has the table under its name; one without rows it may not have. */
  stands: boolean;
}

/** Trino's external tables: over folders of the lake that are there, or made from a query. */
export class TrinoTables {
  readonly #session: TrinoSession;
  readonly #stage: TrinoStage;
  readonly #places: TablePlaces;
  readonly #db: DuckDb;
  /** Tables that may be in the schema: of these alone a DROP is worth a statement. */
  readonly #present = new Set<string>();

  /** @param db writes the file of a table without rows. */
  constructor(session: TrinoSession, stage: TrinoStage, places: TablePlaces, db: DuckDb) {
    this.#session = session;
    this.#stage = stage;
    this.#places = places;
    this.#db = db;
  }

  /** Learns which tables an earlier run left. */
  async learn(): Promise<void> {
    const { rows } = await this.#session.ask('SHOW TABLES');
    for (const [name] of rows) this.#present.add(String(name));
  }

  /** Drops a table where there is one; the files stay. */
  async drop(name: string): Promise<void> {
    if (!this.#present.has(name)) return;
    await this.#session.ask(`DROP TABLE IF EXISTS ${identifier(name)}`);
    this.#present.delete(name);
  }

  /** Makes a table over a folder, below the lake; `day`, where the table has partitions, is the last column. */
  async over(
    name: string,
    folder: string,
    columns: { name: string; type: string }[],
    partitioned: boolean,
  ): Promise<void> {
    const types = columns.map((column) => `${identifier(column.name)} ${typeInTrino(column.type)}`);
    this.#present.add(name);
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

  /** Makes a table from a query in the table's folder, and counts its rows. */
  async make(name: string, sql: string, params: Params, asking: Asking = {}): Promise<Made> {
    // The query begins on the second line, which is what the caller's line numbers count on.
    const fresh = async (): Promise<string> => {
      await this.drop(name);
      this.#present.add(name);
      return this.#stage.fresh(name);
    };
    const place = (folder: string) =>
      `WITH (format = 'PARQUET', external_location = ${quoted(this.url(folder))})`;
    try {
      return await this.#session.patiently(async () => {
        const folder = await fresh();
        const statement = `CREATE TABLE ${identifier(name)} ${place(folder)} AS\n${sql}`;
        const rows = await this.#session.write(statement, params, asking);
        if (rows === 0 && this.#stage.files(folder).length === 0) {
          const { columns } = await this.#session.ask(`SELECT * FROM ${identifier(name)}`);
          await this.#writeEmpty(folder, columns);
        }
        return { folder, rows, stands: true };
      });
    } catch (thrown) {
      const { cause } = thrown instanceof Error ? thrown : {};
      if (!(cause instanceof TrinoQueryError && cause.errorName === 'HIVE_METASTORE_ERROR')) throw thrown;
    }
    // Trino makes no folder for a query without rows, and then misses it.
    return await this.#session.patiently(async () => {
      const folder = await fresh();
      this.#stage.make(folder);
      const { columns, rows } = await this.#session.once(
        `SELECT * FROM (\n${sql}\n) LIMIT 1`,
        params,
        asking,
      );
      if (rows.length === 0) {
        await this.#writeEmpty(folder, columns);
        return { folder, rows: 0, stands: false };
      }
      // A file system whose folders come late: this one is there before Trino looks.
      const types = columns.map((column) => `${identifier(column.name)} ${column.type}`);
      await this.#session.once(`CREATE TABLE ${identifier(name)} (${types.join(', ')}) ${place(folder)}`);
      const insert = `INSERT INTO ${identifier(name)}\n${sql}`;
      return { folder, rows: await this.#session.write(insert, params, asking), stands: true };
    });
  }

  /** Trino writes no file for a table without rows; DuckDB needs one to know its columns. */
  async #writeEmpty(folder: string, columns: TrinoResult['columns']): Promise<void> {
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
