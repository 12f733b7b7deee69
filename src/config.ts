/** A reference table of the operator: a CSV or Parquet file and where its columns stand. */
export interface ReferenceTable {
  file: string;
  /** Our column → the file's column; a column left out is looked for under its own name. */
  columns: Record<string, string>;
}

export type HeuristicParam = number | string | boolean;

/** Everything that can be set, after file, environment and flags were merged. Paths are absolute. */
export interface Config {
  store: string;
  /** Globs of exports; `run` imports what is new in them. */
  inbox: string[];
  /** `auto`, the name of a profile that ships with simhound, or the path of one. */
  profile: string;
  /** ISO 3166 alpha-2: how numbers in national form are read. */
  country: string;
  /** IANA zone: of times without an offset, and of the day. */
  timezone: string;
  window_days: number;
  tables: { lines?: ReferenceTable; cells?: ReferenceTable; device_types?: ReferenceTable };
  heuristics: Record<string, { enabled: boolean; params: Record<string, HeuristicParam> }>;
  /** Path of a weights file that replaces sql/ranking/weights.yaml. */
  weights?: string;
  memory_limit: string;
  /** 0 leaves it to DuckDB. */
  threads: number;
  engine: 'duckdb' | 'trino';
}
