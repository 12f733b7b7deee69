import { literal } from '../engine/duckdb.js';
import { plainName } from './columns.js';
import type { Profile } from './profile.js';

type WordField = keyof Profile['values'];

/** Different texts of a sample in the columns whose words are looked up, as they are spelled. */
export type Spellings = Record<WordField, string[]>;

/** One table a field: word → meaning. */
export type Words = { [Field in WordField]: Profile['values'][Field][number] };

/**
 * What stands in words besides letters and digits. A list, since a regular expression with Unicode's classes takes
 * DuckDB a tenth of a second to compile, for every export.
 */
const punctuation = ' \t\u00a0_-\u2010\u2013./\\()[]{}<>+:,;&\'"`*#!?=|~^%$@';

/** A profile's tables of words made one each: the one that knows most of the sample's words goes before the others. */
export function fittingWords({ values }: Profile, spellings: Spellings): Words {
  return {
    record_type: fitting(values.record_type, spellings.record_type),
    direction: fitting(values.direction, spellings.direction),
    service: fitting(values.service, spellings.service),
    outcome: fitting(values.outcome, spellings.outcome),
  };
}

/** Whether a table knows any of the words. */
export function knowsAny(table: Record<string, unknown>, spellings: string[]): boolean {
  return table['*'] !== undefined || known(table, spellings) > 0;
}

/**
 * The expression that looks a word up: first as the sample spells it, which is a plain comparison, then by its letters
 * and digits only, in lower case. A key `*` stands for every other word.
 * @returns NULL for a word that the table does not have.
 */
export function wordSql(raw: string, table: Record<string, string>, spellings: string[]): string {
  const meanings = plainTable(table);
  const rest = table['*'] === undefined ? 'NULL' : literal(table['*']);
  const arms = (words: [string, string | undefined][]) =>
    words
      .map(([word, to]) => `WHEN ${literal(word)} THEN ${to === undefined ? rest : literal(to)}`)
      .join(' ');
  const spelled = arms(spellings.map((word) => [word, meanings.get(plainName(word))]));
  const others = arms([...meanings]);
  const fallback =
    others === ''
      ? rest
      : `CASE translate(lower(${raw}), ${literal(punctuation)}, '') ${others} ELSE ${rest} END`;
  return spelled === '' ? fallback : `CASE ${raw} ${spelled} ELSE ${fallback} END`;
}

function fitting<Meaning>(tables: Record<string, Meaning>[], spellings: string[]): Record<string, Meaning> {
  const best = [...tables].sort((a, b) => known(b, spellings) - known(a, spellings))[0] ?? {};
  const merged = new Map<string, Meaning>();
  for (const table of [best, ...tables]) {
    for (const [word, meaning] of plainTable(table)) if (!merged.has(word)) merged.set(word, meaning);
    const rest = table['*'];
    if (rest !== undefined && !merged.has('*')) merged.set('*', rest);
  }
  return Object.fromEntries(merged);
}

function known(table: Record<string, unknown>, spellings: string[]): number {
  const plain = plainTable(table);
  return spellings.filter((word) => plain.has(plainName(word))).length;
}

function plainTable<Meaning>(table: Record<string, Meaning>): Map<string, Meaning> {
  const words = Object.entries(table).filter(([word]) => word !== '*');
  return new Map(words.map(([word, meaning]) => [plainName(word), meaning]));
}
