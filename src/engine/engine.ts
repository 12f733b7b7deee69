import type { Params } from './duckdb.js';

/** Where a table that a model reads lies in the lake. */
export interface TableInput {
  name: string;
  /** Below the lake's folder: exactly the files that belong to the table now; a folder stands for all its files. */
  paths: string[];
  /** True when the table has a partition column `day`, from its folders' names. */
  partitioned: boolean;
  /** Columns and SQL types of a table that may have no file at all. */
  emptyColumns: Record<string, string>;
}

/** One table, or one day of a daily table, to be made from a query. */
export interface BuildStep {
  table: string;
  /** The partition, for daily tables. */
  day?: string;
  /** The tables that the query reads. */
  reads: string[];
  /** One query in the portable subset (sql/README.md), with `$name` parameters. */
  sql: string;
  params: Params;
  /** Below the lake's folder: the Parquet file to be made, or the folder of Parquet files, as the engine has it. */
  target: string;
  /** True when no other step waits to be built beside it: this one may take the whole machine. */
  isAlone?: boolean;
  /** Told now and then how far the query is, in a few words. */
  watch?: (note: string) => void;
}

/**
 * What runs the graph of SQL. An engine reads and writes Parquet in the lake and nothing else; the build's
 * bookkeeping is not its business. Nothing above this seam knows which engine runs.
 */
export interface Engine {
  readonly name: string;
  /** How many steps may be built at the same time; `build` must not be called more often than that. */
  readonly width: number;
  /** The same while a day of a daily table, the large ones, is among them. */
  readonly dayWidth: number;
  /** Makes a table readable under its name for the steps that begin after. */
  expose(input: TableInput): Promise<void>;
  /**
   * Runs the query and leaves its rows in the target, whole or not at all.
   * @returns how many rows the table has.
   * @throws the driver's error where the SQL is at fault, with `LINE n:` counted from the line before the query; the
   * caller knows model and file. An error of the catalogue (ENGINE_…) where the engine is.
   */
  build(step: BuildStep): Promise<number>;
  /** Told when one step alone is being built until it is done: what is left of it may take the whole machine. */
  lull?(): Promise<void>;
  /** Lets go of what the engine holds outside of the lake's tables. */
  close(): Promise<void>;
}
