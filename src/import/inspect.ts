import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Config } from '../config.js';
import { DuckDb } from '../engine/duckdb.js';
import { plainName } from './columns.js';
import type { Layout } from './layout.js';
import { exportName } from './ledger.js';
import { lookNumbersUp, numberTable } from './number-table.js';
import { prepareSource } from './prepare.js';
import { recordSelect } from './record-sql.js';
import { readSource } from './source.js';

/** What an export is taken for. */
export interface Inspection {
  file: string;
  format: 'csv' | 'parquet';
  compression: string;
  encoding: string;
  delimiter: string;
  quote: string;
  line_end: string;
  /** Lines before the table. */
  preamble_lines: number;
  header: boolean;
  columns: string[];
  profile: string;
  /** True when the file is rewritten as plain CSV before DuckDB reads it. */
  rewritten: boolean;
  time_form: string;
  /** A profile for just this export, as YAML, to start from. */
  proposed_profile: string;
  /** The first records as they would be loaded, with the reason for those that would not. */
  records: Record<string, unknown>[];
  problems: string[];
}

/** Records shown. */
const shown = 10;

/**
 * Tells what an export is taken for and how its first records would be loaded; writes nothing that stays.
 * @throws INPUT_UNREADABLE, INPUT_UNRECOGNISED, PROFILE_INVALID
 */
export async function inspect(file: string, config: Config): Promise<Inspection> {
  const db = await DuckDb.open({ memoryLimit: config.memory_limit });
  const tmp = mkdtempSync(join(tmpdir(), 'simhound-inspect-'));
  try {
    const source = await prepareSource(db, file, config, tmp, new AbortController().signal);
    const { layout, sample } = source;
    const latest = new Date(Date.now() + 2 * 86_400_000);
    const settings = {
      country: config.country,
      timezone: config.timezone,
      near: layout.sampled.first,
      latest,
    };
    await db.run('SET preserve_insertion_order = true');
    await db.run(
      `CREATE TEMP TABLE shown AS
       SELECT row_number() OVER () AS row_line, * FROM ${readSource(source, sample.format === 'parquet' ? 'fail' : 'leave_out')} LIMIT ${shown}`,
    );
    await db.run(`CREATE TEMP TABLE undecided AS ${recordSelect(layout, 'shown', settings)}`);
    await lookNumbersUp(db, 'undecided', config.country);
    const records = await db.rows(
      `SELECT * EXCLUDE (row_line, undecided_line, undecided_counterpart)
         REPLACE (CAST(start_time AS VARCHAR) AS start_time, CAST(day AS VARCHAR) AS day)
       FROM (${recordSelect(layout, 'shown', { ...settings, numberTable, carry: ['row_line'] })}) ORDER BY row_line`,
    );
    return {
      file: exportName(file),
      format: sample.format,
      compression: sample.compression,
      encoding: sample.encoding,
      delimiter: sample.delimiter,
      quote: sample.quote,
      line_end: { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' }[sample.lineEnd],
      preamble_lines: sample.skip,
      header: layout.hasHeader,
      columns: layout.names,
      profile: layout.profile.name,
      rewritten: source.isRepaired,
      time_form: timeWords(layout),
      proposed_profile: proposal(layout),
      records,
      problems: layout.problems,
    };
  } finally {
    db.close();
    rmSync(tmp, { recursive: true });
  }
}

/** The profile that fitted, narrowed to the columns, words and time form that this export shows. */
function proposal({
  profile,
  names,
  columns,
  spellings,
  words,
  hasHeader,
  time,
  isUtc,
  duration,
}: Layout): string {
  const fields = Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, [names[at] ?? '']]));
  return stringify({
    ...profile,
    name: 'mine',
    source: `inspect, after ${profile.name}`,
    header: hasHeader ? 'names' : 'none',
    columns: hasHeader ? [] : names,
    fields,
    zone: isUtc ? 'utc' : 'local',
    time_formats: time.kind === 'format' ? [time.format] : profile.time_formats,
    duration_unit: duration === 'milliseconds' ? 'ms' : 's',
    values: Object.fromEntries(
      Object.entries(words).map(([field, table]) => {
        const seen = new Set(spellings[field as keyof typeof spellings].map(plainName));
        const kept = Object.entries(table).filter(([word]) => seen.has(word) || word === '*');
        return [field, Object.fromEntries(kept)];
      }),
    ),
  });
}

function timeWords({ time, isUtc }: Layout): string {
  const zone = time.kind === 'epoch' ? 'UTC' : time.zoned ? 'with its offset' : isUtc ? 'UTC' : 'local';
  const form =
    time.kind === 'format'
      ? time.format
      : time.kind === 'iso'
        ? 'ISO 8601'
        : `epoch, ${time.unitsPerSecond} a second`;
  return `${form}, ${zone}`;
}
