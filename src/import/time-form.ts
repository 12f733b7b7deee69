import { type DuckDb, literal } from '../engine/duckdb.js';

/** How an export writes a moment. A zoned form names an instant; the others are read in the operator's zone. */
export type TimeForm =
  | { kind: 'iso'; zoned: boolean }
  | { kind: 'epoch'; unitsPerSecond: 1 | 1000 }
  | { kind: 'format'; format: string; zoned: boolean };

/** What a sample of times says, and what is uncertain about it, in sentences. */
export interface TimeFinding {
  form: TimeForm;
  problems: string[];
}

/** strptime formats in the order in which they are tried; those with the day first before those with the month. */
const formats = [
  '%Y%m%d%H%M%S',
  '%Y%m%d %H:%M:%S',
  '%Y%m%d %H%M%S',
  '%Y%m%d%H%M%S.%g',
  '%y%m%d%H%M%S%z',
  '%y%m%d%H%M%S',
  '%d/%m/%Y %H:%M:%S',
  '%m/%d/%Y %H:%M:%S',
  '%d/%m/%Y %H:%M',
  '%m/%d/%Y %H:%M',
  '%d/%m/%y %H:%M:%S',
  '%m/%d/%y %H:%M:%S',
  '%d-%m-%Y %H:%M:%S',
  '%m-%d-%Y %H:%M:%S',
  '%d-%m-%Y %H:%M',
  '%d.%m.%Y %H:%M:%S',
  '%d.%m.%Y %H:%M',
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d %H:%M',
  '%d/%m/%Y %H%M%S',
  '%d-%b-%Y %H:%M:%S',
  '%d %b %Y %H:%M:%S',
  '%Y-%m-%d %H%M%S',
  '%d-%b-%y %H:%M:%S',
  '%d/%m/%Y %I:%M:%S %p',
  '%m/%d/%Y %I:%M:%S %p',
  '%Y-%m-%d %I:%M:%S %p',
];

/** The values of a sample as rows of `t`. */
const texts = `(SELECT unnest(from_json($sample, '["VARCHAR"]')) AS t)`;

/** Where people write the month first (CLDR's short dates). */
const monthFirst = new Set(['US', 'PH', 'PW', 'FM', 'MH', 'GU', 'PR', 'VI', 'AS', 'MP']);

/**
 * Finds the form that reads the sample's times. The form that reads most is taken, if
 * it reads half of them: the rest are rows that make no sense.
 * Where day and month cannot be told apart, the country decides, and the finding says so.
 * @returns undefined when no form fits.
 */
export async function findTimeForm(
  db: DuckDb,
  values: string[],
  extra: string[],
  country: string,
): Promise<TimeFinding | undefined> {
  // A date alone would make midnight of every call.
  const sample = values.map((value) => value.trim()).filter((value) => /\d/.test(value));
  if (sample.filter((value) => /^\d{4}-\d\d?-\d\d?$/.test(value)).length > 0.5 * sample.length)
    return undefined;
  const format = (text: string): TimeForm => ({ kind: 'format', format: text, zoned: text.includes('%z') });
  const likely: TimeForm[] = [
    ...extra.map(format),
    { kind: 'epoch', unitsPerSecond: 1 },
    { kind: 'epoch', unitsPerSecond: 1000 },
    { kind: 'iso', zoned: sample.some((value) => /\d[ T]\d.*(Z|UTC|[+-]\d\d(:?\d\d)?)$/.test(value)) },
  ];
  const read = await readingsOf(db, sample, likely);
  // The rest costs a tenth of a second, and the earlier form would win a tie.
  if (!read.some(({ count }) => count === sample.length))
    read.push(...(await readingsOf(db, sample, formats.map(format))));
  const enough = read.filter(({ count }) => count >= 0.5 * sample.length);
  const best = Math.max(0, ...enough.map(({ count }) => count));
  const fitting = enough.filter(({ count }) => count === best).map(({ form }) => form);
  const [first] = fitting;
  if (!first) return undefined;
  const twin = fitting.find((form) => isTwin(first, form));
  const isTold = first.kind === 'format' && extra.includes(first.format);
  if (!twin || isTold) return { form: first, problems: [] };
  const chosen = monthFirst.has(country) ? twin : first;
  const order = monthFirst.has(country) ? 'the month first, as is usual in the country' : 'the day first';
  return {
    form: chosen,
    problems: [`The sample does not tell day from month; times are read with ${order}.`],
  };
}

/** How many of the texts each form reads. */
async function readingsOf(
  db: DuckDb,
  sample: string[],
  forms: TimeForm[],
): Promise<{ form: TimeForm; count: number }[]> {
  const counts = forms.map(
    (form, i) =>
      `count(*) FILTER (${momentSql('t', form)} BETWEEN TIMESTAMP '1990-01-01' AND TIMESTAMP '2100-01-01') AS c${i}`,
  );
  const row = await db.row<Record<string, bigint>>(`SELECT ${counts.join(', ')} FROM ${texts}`, {
    sample: JSON.stringify(sample),
  });
  return forms.map((form, i) => ({ form, count: Number(row[`c${i}`] ?? 0) }));
}

/** The expression of a form's TIMESTAMP: an instant in UTC when zoned or an epoch, else a local time; NULL where unreadable. */
export function momentSql(raw: string, form: TimeForm): string {
  if (form.kind === 'iso') {
    return form.zoned
      ? `CAST(TRY_CAST(${raw} AS TIMESTAMPTZ) AS TIMESTAMP)`
      : `TRY_CAST(${raw} AS TIMESTAMP)`;
  }
  if (form.kind === 'epoch') {
    // Ten digits of seconds run from 2001 to 2286.
    const [digits, micros] = form.unitsPerSecond === 1 ? [10, 1_000_000] : [13, 1000];
    // Something like 1.0000e+18 has ten characters too; it must not overflow.
    const number = `TRY_CAST(${raw} AS BIGINT)`;
    return `CASE WHEN length(trim(${raw})) = ${digits} AND ${number} BETWEEN 0 AND ${10 ** digits - 1}
      THEN make_timestamp(${number} * ${micros}) END`;
  }
  // strptime takes no blanks around a time, a cast does.
  const parsed = `COALESCE(try_strptime(${raw}, ${literal(form.format)}), try_strptime(trim(${raw}), ${literal(form.format)}))`;
  return form.zoned ? `CAST(${parsed} AS TIMESTAMP)` : parsed;
}

/** Moments between which most of a sample lies: a tenth is before the first, and after the last; now where it has none. */
export async function spanOf(
  db: DuckDb,
  values: string[],
  form: TimeForm,
): Promise<{ first: Date; last: Date }> {
  const { first, last } = await db.row<{ first: Date | null; last: Date | null }>(
    `SELECT quantile_disc(moment, 0.1) AS first, quantile_disc(moment, 0.9) AS last
     FROM (SELECT ${momentSql('t', form)} AS moment FROM ${texts})`,
    { sample: JSON.stringify(values) },
  );
  const now = new Date();
  return { first: first ?? now, last: last ?? now };
}

/** Whether a form names an instant by itself. */
export function isInstant(form: TimeForm): boolean {
  return form.kind === 'epoch' || form.zoned;
}

function isTwin(a: TimeForm, b: TimeForm): boolean {
  if (a.kind !== 'format' || b.kind !== 'format' || a === b) return false;
  return a.format.replace('%d', '*').replace('%m', '%d').replace('*', '%m') === b.format;
}
