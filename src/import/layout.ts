import type { DuckDb } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import { type Columns, findColumns, missingFields } from './columns.js';
import { isNothing } from './nothing.js';
import { type Profile, profileOf, shippedProfiles } from './profile.js';
import type { Sample } from './sample.js';
import { findTimeForm, spanOf, type TimeForm } from './time-form.js';
import { fittingWords, knowsAny, type Spellings, type Words } from './words.js';

/** One export, understood: which profile, where its fields stand, and how its values are written. */
export interface Layout {
  profile: Profile;
  /** Names of the columns as the export gives them, or as the profile does. */
  names: string[];
  columns: Columns;
  hasHeader: boolean;
  time: TimeForm;
  /** Between which most of the sample lies. */
  sampled: { first: Date; last: Date };
  /** True when the profile or the column's name says UTC. */
  isUtc: boolean;
  duration: 'seconds' | 'milliseconds';
  /** Different texts of the sample in the columns whose words are looked up, as they are spelled. */
  spellings: Spellings;
  /** What those words stand for. */
  words: Words;
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
  const names = columnNames(hasHeader ? first : profile.columns, sample.columns);
  if (
    !hasHeader &&
    (sample.columns < (profile.min_columns ?? 1) || sample.columns > profile.columns.length)
  ) {
    return `it has ${sample.columns} columns`;
  }
  const odd = Object.entries(profile.shapes).find(([column, pattern]) => {
    const at = names.indexOf(column);
    const shape = new RegExp(pattern);
    // Ragged rows say nothing, and a small export may hold a few that make no sense.
    const whole = rows.filter((row) => row.length === sample.columns);
    return whole.filter((row) => shape.test(row[at] ?? '')).length < 0.5 * whole.length;
  });
  if (odd) return `the values of ${odd[0]} have another shape`;

  const columns = findColumns(profile, names);
  const cells = (at: number | undefined) => (at === undefined ? [] : rows.map((row) => row[at] ?? ''));
  dropOtherDate(columns, cells(columns.start_date));
  splitStart(columns, cells(columns.start_time));
  const missing = missingFields(columns);
  if (missing.length > 0) return `no column holds ${missing.join(' or ')}`;
  const times = rows.map((row) => timeText(columns, row));
  const time = await findTimeForm(db, times, profile.time_formats, country);
  if (!time && rows.length > 0) return 'its times are written in no known form';

  const form: TimeForm = time?.form ?? { kind: 'iso', zoned: false };
  const timeName = names[columns.start_time ?? columns.start_clock ?? columns.answer_time ?? 0] ?? '';
  const spellings: Spellings = {
    record_type: distinct(cells(columns.record_type)),
    direction: distinct(cells(columns.direction)),
    service: distinct(cells(columns.service)),
    outcome: distinct(cells(columns.outcome)),
  };
  const words = fittingWords(profile, spellings);
  const problems = [...sample.problems, ...(time?.problems ?? [])];
  for (const field of ['record_type', 'direction', 'service'] as const) {
    const at = columns[field];
    if (at === undefined || spellings[field].length === 0 || knowsAny(words[field], spellings[field]))
      continue;
    // Columns called "type" or "event" may hold something else altogether.
    if (field === 'service') delete columns.service;
    problems.push(
      field === 'service'
        ? `The column ${names[at]} holds no word for a service; it is left aside.`
        : `The column ${names[at]} holds no word that the profile knows.`,
    );
  }
  return {
    profile,
    names,
    columns,
    hasHeader,
    time: form,
    sampled: await spanOf(db, times, form),
    isUtc: profile.zone === 'utc' || /utc|gmt/i.test(timeName),
    duration: durationForm(profile, names[columns.duration ?? -1] ?? ''),
    spellings,
    words,
    problems,
  };
}

/** `data` is a date in Portuguese and Italian, and how much was surfed in English. */
function dropOtherDate(columns: Columns, values: string[]): void {
  const filled = values.filter((value) => !isNothing(value));
  if (filled.filter((value) => isDate.test(value)).length >= 0.5 * filled.length) return;
  delete columns.start_date;
  columns.start_time ??= columns.start_clock;
  delete columns.start_clock;
}

/** Three parts, the month perhaps in letters, or six digits and more. */
const isDate = /\d{1,4}[-/. ]?[\p{L}\d]{1,9}[-/. ]\d{2,4}|\d{6}/u;

/** A time of day, with colons or as HHMMSS. */
const isClock = /^\s*(?:\d{1,2}:\d\d(:\d\d)?(\s*[ap]m)?|(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)\s*$/i;

/** A column that is called a start and holds the time of day only goes with the date in another. */
function splitStart(columns: Columns, values: string[]): void {
  if (columns.start_time === undefined || columns.start_date === undefined) return;
  const filled = values.filter((value) => !isNothing(value));
  const clocks = filled.filter((value) => isClock.test(value));
  if (clocks.length < 0.5 * filled.length || filled.length === 0) return;
  columns.start_clock = columns.start_time;
  delete columns.start_time;
}

/** The text of a row's start, as call-sql composes it. */
function timeText(columns: Columns, row: string[]): string {
  const cell = (at: number | undefined) => row[at ?? -1] ?? '';
  const start =
    columns.start_date !== undefined && columns.start_time === undefined
      ? `${cell(columns.start_date).trim()} ${cell(columns.start_clock).trim()}`
      : cell(columns.start_time);
  return isNothing(start) ? cell(columns.answer_time) : start;
}

/** As many names as most rows have cells: a header may lack the trailing delimiter of the rows, or have one more. */
function columnNames(given: string[], count: number): string[] {
  const names = given.slice(0, count);
  while (names.length < count) names.push(`column ${names.length + 1}`);
  return names;
}

function durationForm(profile: Profile, name: string): Layout['duration'] {
  const isMilliseconds = profile.duration_unit === 'ms' || /(ms|msec|millis|milliseconds)$/i.test(name);
  return isMilliseconds ? 'milliseconds' : 'seconds';
}

/** At most twenty: more different words are no words to look up. */
function distinct(values: string[]): string[] {
  return [...new Set(values)].filter((value) => !isNothing(value)).slice(0, 20);
}
