/** How a key's value is written in an environment variable or a flag. */
export type KeyKind = 'text' | 'number' | 'path' | 'paths' | 'pairs';

/** One key of the configuration that stands on a place of its own. */
export interface Key {
  path: string[];
  kind: KeyKind;
  /** One line of help. */
  describe: string;
}

const referenceTables = {
  lines: 'lines',
  cells: 'cells',
  device_types: 'device types',
  lists: 'numbers known to be harmless',
};

/**
 * Every fixed key; a test holds them against the schema. `heuristics` has keys of the models' making and is read
 * by its own rules. Kept apart from the schema because help and completion need only this.
 */
export const keys: Key[] = [
  { path: ['store'], kind: 'path', describe: 'Folder of the store [default: ./store]' },
  { path: ['inbox'], kind: 'paths', describe: 'Globs of exports that run imports' },
  {
    path: ['profile'],
    kind: 'text',
    describe: 'auto, the name of a profile, or the path of one [default: auto]',
  },
  { path: ['country'], kind: 'text', describe: 'ISO 3166 country of numbers in national form' },
  {
    path: ['timezone'],
    kind: 'text',
    describe: "IANA zone of the exports' local times and of the day [default: UTC]",
  },
  { path: ['window_days'], kind: 'number', describe: 'Days of the look-back [default: 14]' },
  ...Object.entries(referenceTables).flatMap(([name, words]): Key[] => [
    { path: ['tables', name, 'file'], kind: 'path', describe: `Reference table of ${words}, CSV or Parquet` },
    { path: ['tables', name, 'columns'], kind: 'pairs', describe: 'Its columns, as ours=theirs' },
  ]),
  { path: ['weights'], kind: 'path', describe: 'Weights file instead of the one that ships' },
  { path: ['memory_limit'], kind: 'text', describe: "DuckDB's memory [default: 2GB]" },
  { path: ['threads'], kind: 'number', describe: "DuckDB's threads, 0 for all cores [default: 0]" },
  { path: ['engine'], kind: 'text', describe: 'duckdb or trino [default: duckdb]' },
  { path: ['trino', 'url'], kind: 'text', describe: "Trino's coordinator, http:// or https://" },
  { path: ['trino', 'catalog'], kind: 'text', describe: "Trino's Hive catalog [default: hive]" },
  { path: ['trino', 'schema'], kind: 'text', describe: "The store's schema there [default: simhound]" },
  { path: ['trino', 'user'], kind: 'text', describe: "Trino's user [default: simhound]" },
  {
    path: ['trino', 'location'],
    kind: 'text',
    describe: 'The lake as the workers see it [default: local:///]',
  },
  { path: ['trino', 'tls', 'ca'], kind: 'path', describe: "PEM file of Trino's certificate authority" },
  { path: ['trino', 'session'], kind: 'pairs', describe: 'Session properties, as name=value' },
];

/** `SIMHOUND_TABLES__LINES__FILE` for `tables.lines.file`. */
export function variableOf(key: Key): string {
  return `SIMHOUND_${key.path.join('__').toUpperCase()}`;
}

/** `tables.lines.file` → `tables.lines.file`, `window_days` → `window-days`; without the dashes in front. */
export function flagOf(key: Key): string {
  return key.path.join('.').replaceAll('_', '-');
}
