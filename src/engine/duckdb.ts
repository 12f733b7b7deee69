import { chmodSync, existsSync, readFileSync } from 'node:fs';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { isLockedOut, messageOf, SimhoundError } from '../errors.js';
import { driver } from './driver.js';
import { bind, type Params } from './duckdb-params.js';

export type { Param, Params } from './duckdb-params.js';

export interface DuckDbOptions {
  /** Where the database lives; in memory when left out. */
  file?: string;
  readOnly?: boolean;
  /** DuckDB's notation, such as `2GB`. */
  memoryLimit?: string;
  threads?: number;
  /** Where DuckDB spills to; nothing can be spilled when left out. */
  tempDirectory?: string;
  /** False refuses every file, attach and setting from then on: for queries of people. */
  externalAccess?: boolean;
}

const compat = new URL('../../sql/compat/duckdb.sql', import.meta.url);

/** One embedded DuckDB, with Trino's function names. The only class that touches the driver. */
export class DuckDb {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens a database, or one in memory. Fails with STORE_LOCKED when another process holds the file. */
  static async open(options: DuckDbOptions = {}): Promise<DuckDb> {
    const settings: Record<string, string> = {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // It knows a file by its path and time, and our working files take each other's place under one name, often within
      // the time's resolution. The operating system caches files as well.
      enable_external_file_cache: 'false',
    };
    if (options.readOnly) settings.access_mode = 'READ_ONLY';
    if (options.memoryLimit) settings.memory_limit = options.memoryLimit;
    if (options.threads) settings.threads = String(options.threads);
    if (options.tempDirectory) settings.temp_directory = options.tempDirectory;
    const isNew = options.file !== undefined && !existsSync(options.file);
    const instance = await createInstance(options.file ?? ':memory:', settings);
    if (isNew && options.file) chmodSync(options.file, 0o600);
    const connection = await instance.connect();
    const db = new DuckDb(instance, connection);
    await db.run('SET preserve_insertion_order = false');
    if (options.memoryLimit) await db.run(keepMemory(options.memoryLimit));
    await db.#settle();
    if (options.externalAccess === false) {
      await db.run('SET enable_external_access = false; SET lock_configuration = true');
    }
    return db;
  }

  /** Runs one statement, or several without parameters; what they return is thrown away. */
  async run(sql: string, params?: Params): Promise<void> {
    await this.#connection.run(sql, ...bind(params));
  }

  /** Runs one statement and returns its rows: BIGINT as bigint, DATE and TIMESTAMP as Date. */
  async rows<T extends object = Record<string, unknown>>(sql: string, params?: Params): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, ...bind(params));
    return reader.getRowObjectsJS() as T[];
  }

  /** The first row of a statement; an INTERNAL error when there is none. */
  async row<T extends object = Record<string, unknown>>(sql: string, params?: Params): Promise<T> {
    const [first] = await this.rows<T>(sql, params);
    if (first === undefined) {
      throw new SimhoundError('INTERNAL', {
        what: 'A query that must return a row returned none.',
        todo: 'Report this.',
      });
    }
    return first;
  }

  /** Column names and SQL types of a query, without running it to its end. */
  async describe(sql: string, params?: Params): Promise<{ name: string; type: string }[]> {
    const result = await this.#connection.stream(sql, ...bind(params));
    return result.columnNames().map((name, i) => ({ name, type: String(result.columnType(i)) }));
  }

  /** Runs one statement and hands its rows over chunk by chunk as they come: for results of any size. */
  async *chunks(sql: string, params?: Params): AsyncGenerator<unknown[][]> {
    const result = await this.#connection.stream(sql, ...bind(params));
    yield* result.yieldRowsJs();
  }

  /** A second connection to the same database: for work side by side. */
  async sibling(): Promise<DuckDb> {
    const db = new DuckDb(this.#instance, await this.#instance.connect());
    await db.#settle();
    return db;
  }

  /** What holds for one connection only. */
  async #settle(): Promise<void> {
    await this.run("SET TimeZone = 'UTC'; SET integer_division = true");
    await this.run(readFileSync(compat, 'utf8'));
  }

  /** Stops the statement that is running, which then fails with "INTERRUPT". Safe from a signal handler. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** Closes this connection and leaves the database open for its siblings. */
  disconnect(): void {
    this.#connection.closeSync();
  }
}

/**
 * Keeps freed memory for the statements to come, within the limit: else DuckDB gives it back after each large one and takes
 * it anew, page by page. (`block_allocator_memory` would keep more, but reserves so many addresses that a process with
 * some databases open can no longer start another.)
 */
function keepMemory(limit: string): string {
  return `SET allocator_flush_threshold = ${literal(limit)};
    SET allocator_bulk_deallocation_flush_threshold = ${literal(limit)}`;
}

async function createInstance(file: string, settings: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await driver.DuckDBInstance.create(file, settings);
  } catch (thrown) {
    const message = messageOf(thrown);
    if (isLockedOut(message)) {
      throw new SimhoundError('STORE_LOCKED', {
        what: `Another process holds ${file}.`,
        todo: 'Wait for the other run to end, or stop it; a killed run leaves no lock behind.',
        cause: thrown,
      });
    }
    throw new SimhoundError('ENGINE_FAILED', {
      what: `DuckDB cannot open ${file}: ${message}`,
      todo: 'Check the path, its permissions, and that the file was written by this or an older DuckDB.',
      cause: thrown,
    });
  }
}

/** Quotes a text as a SQL literal: for the few places where SQL takes no parameter (COPY's path, a view's file list). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Quotes a name of a table or column. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
