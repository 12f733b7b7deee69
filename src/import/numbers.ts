import { createRequire } from 'node:module';
import { literal } from '../engine/duckdb.js';
import { hasDigitsSql } from './digits.js';
import { isNothingSql } from './nothing.js';
import { longest, type Range } from './numbering-plan.js';
import { planOf } from './plans.js';

/** Texts that stand for a caller who withheld the number; they share one id, so none of them is a person. */
const withheld = ['', 'anonymous', 'private', 'restricted', 'unknown', 'unavailable', 'withheld'];
const anonymous = 'anonymous';
/** The id of 'anonymous', by `nameIdSql`. */
export const anonymousId = -1358013299730426063n;
const rounded = /^[+-]?\d+(?:[.,]\d*)?e[+-]?\d{1,3}$/i;
/** A decimal fraction, and not a number written in groups: 12.7 and 34612345678.0, but not 555.1234. */
const decimal = /^[+-]?(?:\d+[.,]\d{0,2}|\d{7,}[.,]\d+)$/;
/** The low 62 bits of an md5, so that an id fits a BIGINT and its negative too. */
const idMask = 2n ** 62n - 1n;
const leadingZeros = [1, 2, 3];
/** How many digits most numbers have, with and without their country's code. */
const usualLengths = [11, 12, 10, 9, 13];

const load = createRequire(import.meta.url);

/** What a text turned out to be: a number, a name (see `nameIdSql`), or one whose digits are lost. */
export type SlowNumber = { id: bigint } | { name: string } | { refuse: 'number_rounded' };

/** Expression for the value that `lineSql` looks at; compute it once, in a subquery, where text has many readers. */
export function valueSql(raw: string): string {
  return `TRY_CAST(${raw} AS BIGINT)`;
}

/**
 * Expression (DuckDB SQL) for the id of a number as an export writes it: digits in international form as BIGINT,
 * short codes (six digits at most) as they are. NULL where text must be looked at closely (`slowNumber`) or is
 * no number (`nameSql`): never a guess, and never the rounded value of 9.19E+11.
 * @param raw expression of the VARCHAR; @param country ISO 3166, '' where all numbers are international already;
 * @param value expression of `valueSql(raw)`, best a column computed below. @throws CONFIG_INVALID
 */
export function lineSql(raw: string, country: string, value = valueSql(raw)): string {
  const text = `CAST(${value} AS VARCHAR)`;
  const largest = 10n ** BigInt(longest) - 1n;
  const ranges = (zeros: number): Range[] => (country === '' ? [] : planOf(country).ranges(zeros));
  const padded = country === '' ? [] : leadingZeros.filter((zeros) => ranges(zeros).length > 0);
  const zeros = padded.map(
    (n) => `WHEN ${raw} = '${'0'.repeat(n)}' || ${text} THEN ${rangesSql(ranges(n), value, 'NULL')}`,
  );
  return `CASE WHEN ${value} BETWEEN 1 AND ${largest} AND ${areDigitsSql(raw, value, text)} THEN ${rangesSql(ranges(0), value, value)}
    WHEN ${value} BETWEEN 1000000 AND ${largest} AND ${raw} = '+' || ${text} THEN ${value}
    ${zeros.join('\n    ')} END`;
}

/**
 * Whether a text is digits only. A cast also reads 9.19E+11, 12.7, 1_000 and ' 12': what it writes the same way was
 * digits, but writing costs as much as reading, so it is asked only where length and size cannot tell (`hasDigitsSql`).
 */
function areDigitsSql(raw: string, value: string, text: string): string {
  const told = usualLengths.map((length) => `WHEN ${hasDigitsSql(raw, value, length)} THEN true`);
  return `CASE ${told.join(' ')} ELSE ${raw} = ${text} END`;
}

/**
 * What the ranges (ascending) make of a value; in none of them it is `otherwise`. Some plans have eighty ranges
 * and every row would be compared with each, hence halves.
 */
function rangesSql(ranges: Range[], value: string, otherwise: string): string {
  const half = ranges[ranges.length >> 1];
  if (half && ranges.length > 4) {
    const [low, high] = [ranges.slice(0, ranges.length >> 1), ranges.slice(ranges.length >> 1)];
    return `CASE WHEN ${value} < ${half.from} THEN ${rangesSql(low, value, otherwise)}
      ELSE ${rangesSql(high, value, otherwise)} END`;
  }
  if (ranges.length === 0) return otherwise;
  const arms = ranges.map(({ from, to, delta }) => {
    const sum = delta === null ? 'NULL' : delta < 0n ? `${value} - ${-delta}` : `${value} + ${delta}`;
    return `WHEN ${value} BETWEEN ${from} AND ${to} THEN ${sum}`;
  });
  return `CASE ${arms.join(' ')} ELSE ${otherwise} END`;
}

/**
 * Expression for a text that is certainly no number, trimmed and without control characters: 'anonymous' for what
 * is absent or withheld. NULL for a number and for what only `slowNumber` can tell (sip:…, digits in wrappings).
 */
export function nameSql(raw: string): string {
  // Not IN: from seven words on DuckDB makes it a join, and looks at every row instead of those few that ask.
  const clean = `trim(regexp_replace(${raw}, '[\\x00-\\x1F\\x7F-\\x{9F}]', '', 'g'))`;
  const isName = `(lower(${clean}) <> upper(${clean}) OR contains(${clean}, '*') OR contains(${clean}, '#'))
    AND NOT regexp_matches(${clean}, '[:@"''=]')
    AND NOT regexp_full_match(${clean}, '[+-]?[0-9]+([.,][0-9]*)?[eE][+-]?[0-9]{1,3}')`;
  // Most names are plain words, which need no cleaning.
  const plain = `regexp_full_match(${raw}, '[A-Za-z][A-Za-z0-9 ._&-]*[A-Za-z0-9]') AND NOT list_contains(
      [${withheld.map(literal).join(', ')}], lower(${raw}))
    AND NOT ${isNothingSql(raw)}`;
  return `CASE WHEN ${plain} THEN ${raw}
    WHEN ${raw} IS NULL OR ${isNothingSql(raw)} OR list_contains([${withheld.map(literal).join(', ')}], lower(${clean})) THEN '${anonymous}'
    WHEN ${isName} THEN ${clean} END`;
}

/** Expression for the id of a name: the low 62 bits of its md5, negative. */
export function nameIdSql(name: string): string {
  return `-CAST(CAST('0x' || right(md5(${name}), 16) AS UBIGINT) & ${idMask} AS BIGINT)`;
}

/**
 * Expression for the id of what stands in place of an IMSI or IMEI in an export that was made unreadable: a hash, or
 * another name of letters and digits, by `nameIdSql`. NULL for a number whose digits were lost (3E+14), for words, and for
 * what else is no name.
 */
export function pseudonymSql(text: string): string {
  const isName = `regexp_full_match(${text}, '[A-Za-z0-9_+/=:-]{5,}') AND regexp_matches(${text}, '[A-Za-z]') AND regexp_matches(${text}, '[0-9]')`;
  return `CASE WHEN ${isName} AND NOT regexp_full_match(${text}, '[0-9]+[eE][+-]?[0-9]{1,3}') THEN ${nameIdSql(text)} END`;
}

/**
 * The close look at one distinct text that `lineSql` left: unwraps it, reads its digits by the same plan, and
 * asks libphonenumber-js where the plan leaves two readings. 40,000 texts a second and more.
 * @param country as for `lineSql`. @throws CONFIG_INVALID
 */
export function slowNumber(text: string, country: string): SlowNumber {
  const name = nameOf(text);
  if (withheld.includes(name.toLowerCase())) return { name: anonymous };
  const bare = unwrapped(name);
  if (rounded.test(bare) || decimal.test(bare)) return { refuse: 'number_rounded' };
  const dialled = bare
    .replace(/^(?:tel|sips?|callto):/i, '')
    .replace(/[;@?].*$/, '')
    .replace(/^(\+.*)\(0\)/, '$1')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\s\p{Pd}\u2212()./]/gu, '');
  const [, plus, digits] = /^(\+?)(\d+)$/.exec(dialled) ?? [];
  if (digits === undefined || digits.length > longest) return { name };
  const id = plus ? international(digits, country) : read(digits, country);
  return id === null ? { name } : { id };
}

/** As `nameSql` writes a name; quotes around the whole are an export's wrapping. */
function nameOf(text: string): string {
  const clean = text.replace(/[\x00-\x1f\x7f-\x9f]/g, '').trim();
  const inner = unwrapped(clean);
  return /\d/.test(inner) && !/\p{L}/u.test(inner) ? clean : inner;
}

function unwrapped(text: string): string {
  return (/^=?(["'])(.*)\1$/.exec(text)?.[2] ?? text.replace(/^'/, '')).trim();
}

/** The digit that a character of any script stands for: decimal digits come in runs of ten. */
function digitOf(character: string): string {
  let zero = character.codePointAt(0) ?? 0;
  const code = zero;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return /\d/.test(character) ? character : String((code - zero) % 10);
}

/** Digits behind a plus sign; a zero there is a prefix that should not stand there. */
function international(digits: string, country: string): bigint | null {
  return digits.startsWith('0') ? read(digits, country) : BigInt(digits);
}

/** Digits without a sign, by the country's plan. */
function read(digits: string, country: string): bigint | null {
  const [, zeros = '', rest = ''] = /^(0*)(\d*)$/.exec(digits) ?? [];
  const value = BigInt(rest || '0');
  const isPadded = zeros !== '';
  // Without its zeros a short code would be another one, so it goes by its text.
  if (rest === '' || (isPadded && digits.length < 7)) return null;
  if (country !== '') {
    const range = planOf(country)
      .ranges(zeros.length)
      .find(({ from, to }) => value >= from && value <= to);
    if (range && range.delta !== null) return value + range.delta;
    if (!isPadded && !range) return value;
    return closest(digits, country);
  }
  return isPadded ? abroad(digits) : value;
}

/** 00 and a valid number: mediation writes so in countries whose own prefix is another. */
function abroad(digits: string): bigint | null {
  const found = digits.startsWith('00') ? parse(`+${digits.slice(2)}`) : undefined;
  return found?.isValid() ? idOf(found.number) : null;
}

/** Where two readings compete: the international number of the country, one behind 00, what people would dial. */
function closest(digits: string, country: string): bigint | null {
  const { code } = planOf(country);
  const home = digits.startsWith(code) ? parse(`+${digits}`) : undefined;
  if (home?.isValid() && /MOBILE|FIXED/.test(home.getType() ?? '')) return BigInt(digits);
  const outside = abroad(digits);
  if (outside !== null) return outside;
  const dialled = parse(digits, country);
  if (dialled?.isValid()) return idOf(dialled.number);
  if (home?.isValid()) return BigInt(digits);
  if (digits.startsWith('0')) return dialled?.isPossible() ? idOf(dialled.number) : null;
  return BigInt(digits);
}

function idOf(number: string): bigint {
  return BigInt(number.slice(1));
}

function parse(text: string, country?: string) {
  const { parsePhoneNumberFromString } = load(
    'libphonenumber-js/max',
  ) as typeof import('libphonenumber-js/max');
  const defaultCountry = country?.toUpperCase() as import('libphonenumber-js/max').CountryCode | undefined;
  return parsePhoneNumberFromString(
    text,
    defaultCountry ? { defaultCountry, extract: false } : { extract: false },
  );
}
