import type { DuckDb } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import { type Columns, findColumns, missingFields } from './columns.js';
import { type Profile, profileOf, shippedProfiles } from './profile.js';
import type { Sample } from './sniff.js';
import { findTimeForm, momentOf, type TimeForm } from './time-form.js';

/** One export, understood: which profile, where its fields stand, and how its values are written. */
export interface Layout {
  profile: Profile;
  /** Names of the columns as the export gives them, or as the profile does. */
  names: string[];
  columns: Columns;
  hasHeader: boolean;
  time: TimeForm;
  /** A moment of the sample. */
  near: Date;
  /** True when the profile or the column's name says UTC. */
  isUtc: boolean;
  duration: 'seconds' | 'milliseconds' | 'clock';
  /** Different texts of the sample in the columns whose words are looked up, as they are spelled. */
  spellings: Partial<Record<'record_type' | 'direction' | 'service' | 'outcome', string[]>>;
  problems: string[];
}

/**
 * Understands an export from its sample.
 * @param wanted `auto`, a profile's name, or its file.
 * @throws INPUT_UNRECOGNISED saying what is missing, when no profile fits.
 */
export async function understand(
  db: DuckDb,
  sample: Sample,
  name: string,
  wanted: string,
  country: string,
): Promise<Layout> {
  const candidates = wanted === 'auto' ? shippedProfiles() : [profileOf(wanted)];
  const reasons: string[] = [];
  for (const profile of candidates) {
    const layout = await fitted(db, sample, profile, country);
    if (typeof layout !== 'string') return layout;
    reasons.push(`${profile.name}: ${layout}`);
  }
  throw new SimhoundError('INPUT_UNRECOGNISED', {
    what: `No profile fits ${name}.`,
    detail: reasons.join('\n'),
    todo: 'Run `simhound inspect` on it, and name or write a profile (CONTRIBUTING.md).',
  });
}

/** A layout, or in words why the profile does not fit. */
async function fitted(
  db: DuckDb,
  sample: Sample,
  profile: Profile,
  country: string,
): Promise<Layout | string> {
  const hasHeader = profile.header === 'names';
  const [first] = sample.rows;
  if (!first) return 'the file holds no row';
  const rows = hasHeader ? sample.rows.slice(1) : sample.rows;
  const names = columnNames(profile, hasHeader ? first : profile.columns, sample.columns);
  if (
    !hasHeader &&
    (sample.columns < (profile.min_columns ?? 1) || sample.columns > profile.columns.length)
  ) {
    return `it has ${sample.columns} columns`;
  }
  const odd = Object.entries(profile.shapes).find(([column, pattern]) => {
    const at = names.indexOf(column);
    const shape = new RegExp(pattern);
    const fits = rows.filter((row) => shape.test(row[at] ?? '')).length;
    return fits < 0.9 * rows.length;
  });
  if (odd) return `the values of ${odd[0]} have another shape`;

  const columns = findColumns(profile, names);
  const missing = missingFields(columns);
  if (missing.length > 0) return `no column holds ${missing.join(' or ')}`;
  const times = rows.map((row) => timeText(columns, row));
  const time = await findTimeForm(db, times, profile.time_formats, country);
  if (!time && rows.length > 0) return 'its times are written in no known form';

  const form: TimeForm = time?.form ?? { kind: 'iso', zoned: false };
  const cells = (at: number | undefined) => (at === undefined ? [] : rows.map((row) => row[at] ?? ''));
  const timeName = names[columns.start_time ?? columns.start_clock ?? 0] ?? '';
  return {
    profile,
    names,
    columns,
    hasHeader,
    time: form,
    near: await momentOf(db, times, form),
    isUtc: profile.zone === 'utc' || /utc|gmt/i.test(timeName),
    duration: durationForm(profile, names[columns.duration ?? -1] ?? '', cells(columns.duration)),
    spellings: {
      record_type: distinct(cells(columns.record_type)),
      direction: distinct(cells(columns.direction)),
      service: distinct(cells(columns.service)),
      outcome: distinct(cells(columns.outcome)),
    },
    problems: [...sample.problems, ...(time?.problems ?? [])],
  };
}

/** The text of a row's start, as record-sql composes it. */
function timeText(columns: Columns, row: string[]): string {
  if (columns.start_time !== undefined) return row[columns.start_time] ?? '';
  return `${row[columns.start_date ?? -1] ?? ''} ${row[columns.start_clock ?? -1] ?? ''}`;
}

function columnNames(profile: Profile, given: string[], count: number): string[] {
  const names = given.slice(0, Math.max(count, profile.header === 'names' ? given.length : count));
  while (names.length < count) names.push(`column ${names.length + 1}`);
  return names;
}

function durationForm(profile: Profile, name: string, values: string[]): Layout['duration'] {
  const filled = values.filter((value) => value.trim() !== '');
  if (
    filled.length > 0 &&
    filled.filter((value) => /^\s*\d+:\d\d(:\d\d)?\s*$/.test(value)).length >= 0.9 * filled.length
  ) {
    return 'clock';
  }
  return profile.duration_unit === 'ms' || /(^|[^a-z])(ms|msec|millis)/i.test(name)
    ? 'milliseconds'
    : 'seconds';
}

/** At most twenty: more different words are no words to look up. */
function distinct(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').slice(0, 20);
}
