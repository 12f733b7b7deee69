import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDb, type DuckDbOptions, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';
import { type Folders, storeFolders } from './folders.js';

/**
 * The state tables. `ledger` has a row per export, `ledger_files` a row per lake file that an export became,
 * `seen_files` the files that need no second reading to be known again,
 * `builds` a row per table (and day, for daily ones), `runs` a row per run,
 * `groups` a row per member of a group on each logical day.
 * Counts are rows; sizes bytes; times UTC; durations seconds.
 */
const schema = `
CREATE TABLE IF NOT EXISTS state.ledger (
  export VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  profile VARCHAR NOT NULL,
  profile_hash VARCHAR NOT NULL,
  rows_read BIGINT NOT NULL,
  loaded BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  first_time TIMESTAMP,
  last_time TIMESTAMP,
  digest VARCHAR NOT NULL,
  imported_at TIMESTAMP NOT NULL,
  seconds DOUBLE NOT NULL,
  CHECK (rows_read = loaded + duplicates + quarantined + skipped)
);
CREATE TABLE IF NOT EXISTS state.ledger_files (
  export VARCHAR NOT NULL,
  day DATE NOT NULL,
  path VARCHAR NOT NULL,
  rows BIGINT NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (path)
);
CREATE TABLE IF NOT EXISTS state.seen_files (
  path VARCHAR PRIMARY KEY,
  size BIGINT NOT NULL,
  modified VARCHAR NOT NULL,
  export VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS state.builds (
  table_name VARCHAR NOT NULL,
  day DATE NOT NULL,
  build_key VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  rows BIGINT NOT NULL,
  seconds DOUBLE NOT NULL,
  built_at TIMESTAMP NOT NULL,
  PRIMARY KEY (table_name, day)
);
CREATE TABLE IF NOT EXISTS state.runs (
  run VARCHAR PRIMARY KEY,
  day DATE NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  manifest_hash VARCHAR
);
CREATE TABLE IF NOT EXISTS state.alarms (
  day DATE NOT NULL,
  subject_type VARCHAR NOT NULL,
  subject_id VARCHAR NOT NULL,
  tier VARCHAR NOT NULL,
  PRIMARY KEY (day, subject_type, subject_id)
);
CREATE TABLE IF NOT EXISTS state.groups (
  day DATE NOT NULL,
  group_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  PRIMARY KEY (day, line)
);
`;

/** One store, opened by one process at a time: its folders and a DuckDB session with the state attached as `state`. */
export interface Store {
  folders: Folders;
  db: DuckDb;
  close(): void;
}

/**
 * Opens a store and holds it until `close`. Fails with STORE_LOCKED (exit 4) when another process holds it.
 * Half-made files of a run that died are removed.
 */
export async function openStore(
  path: string,
  options: Pick<DuckDbOptions, 'memoryLimit' | 'threads'>,
): Promise<Store> {
  const folders = storeFolders(path);
  const db = await DuckDb.open({ ...options, tempDirectory: join(folders.tmp, 'spill') });
  try {
    await db.run(`ATTACH ${literal(folders.state)} AS state`);
  } catch (thrown) {
    db.close();
    throw lockedOrDamaged(folders.state, thrown);
  }
  for (const name of readdirSync(folders.tmp)) {
    if (name !== 'spill') rmSync(join(folders.tmp, name), { recursive: true, force: true });
  }
  await db.run(schema);
  return { folders, db, close: () => db.close() };
}

function lockedOrDamaged(file: string, thrown: unknown): SimhoundError {
  if (/lock/i.test(messageOf(thrown))) {
    return new SimhoundError('STORE_LOCKED', {
      what: `Another run holds ${file}.`,
      todo: 'Wait for it to end, or stop it; a killed run leaves no lock behind.',
      cause: thrown,
    });
  }
  return new SimhoundError('STORE_DAMAGED', {
    what: `${file} cannot be opened: ${messageOf(thrown)}`,
    todo: 'Restore it from a backup, or move the store aside and import the exports again.',
    cause: thrown,
  });
}
