/**
 * The state tables. `ledger` has a row per export, `ledger_files` a row per lake file that an export became,
 * `seen_files` the files that need no second reading to be known again,
 * `builds` a row per table (and day, for daily ones), `runs` a row per run,
 * `groups` a row per member of a group on each logical day.
 * Counts are rows; sizes bytes; times UTC; durations seconds.
 */
export const stateSchema = `
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
