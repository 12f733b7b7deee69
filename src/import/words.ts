import { literal } from '../engine/duckdb.js';
import { plainName } from './columns.js';
import { isNothingSql } from './nothing.js';
import type { Profile } from './profile.js';

type WordField = keyof Profile['values'];

/** Different texts of a sample in the columns whose words are looked up, as they are spelled. */
export type Spellings = Record<WordField, string[]>;

/**
 * What the columns of a record say in words, and what is still undecided while one is read: ENUMs, whose values DuckDB
 * copies and compares as one byte. Parquet holds them as text. Their order is part of record_hash.
 */
export const wordTypes = {
  direction: enumOf('MO', 'MT', 'CF', 'skip'),
  service: enumOf('voice', 'sms', 'data', 'skip'),
  outcome: enumOf('answered', 'busy', 'no_answer', 'failed', 'cancelled', 'unknown', 'by_duration'),
};

/** The words that most records of the lake hold; any other is read as well, at the cost of a look at each record. */
const usualWords: Record<keyof typeof wordTypes, string[]> = {
  direction: ['MO', 'MT', 'CF'],
  service: ['voice', 'sms', 'data'],
  outcome: ['answered', 'cancelled', 'no_answer', 'busy', 'failed', 'unknown'],
};

/**
 * A SELECT list that gives records of the lake's files the types that they had before: as text DuckDB takes ten times as long
 * to write them. starts_with is asked once of each word of a file's dictionary.
 * @param but columns to leave out.
 */
export function typedRecords(but: string[] = []): string {
  const columns = (Object.keys(usualWords) as (keyof typeof wordTypes)[]).map((column) => {
    const arms = usualWords[column].map(
      (usual) => `WHEN starts_with(${column}, ${literal(usual)}) THEN ${word(usual, column)}`,
    );
    return `CASE ${arms.join(' ')} ELSE CAST(${column} AS ${wordTypes[column]}) END AS ${column}`;
  });
  return `* ${but.length > 0 ? `EXCLUDE (${but.join(', ')})` : ''} REPLACE (${columns.join(', ')})`;
}

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
 * @returns NULL for a word that the table does not have; an empty cell and a word for nothing are such words.
 */
export function wordSql(
  raw: string,
  table: Record<string, string>,
  spellings: string[],
  type: keyof typeof wordTypes,
): string {
  const meanings = plainTable(table);
  const rest = table['*'] === undefined ? `CAST(NULL AS ${wordTypes[type]})` : word(table['*'], type);
  const spelled = spellings.map((text) => {
    const to = meanings.get(plainName(text));
    return `WHEN ${literal(text)} THEN ${to === undefined ? rest : word(to, type)}`;
  });
  const plain = meanings.size === 0 ? rest : `COALESCE(${plainWordSql(raw, meanings, type)}, ${rest})`;
  // '\\N' must not pass for the N of a table: what stands for nothing is read as an empty cell is.
  const fallback = `CASE WHEN ${isNothingSql(raw)} THEN ${rest} ELSE ${plain} END`;
  return spelled.length === 0 ? fallback : `CASE ${raw} ${spelled.join(' ')} ELSE ${fallback} END`;
}

/** Two lists, for words that no sample showed: a CASE of hundreds of words takes DuckDB longer to plan than to run. */
function plainWordSql(raw: string, meanings: Map<string, string>, type: keyof typeof wordTypes): string {
  const listOf = (texts: Iterable<string>) => `[${[...texts].map(literal).join(', ')}]`;
  return `list_extract(CAST(${listOf(meanings.values())} AS ${wordTypes[type]}[]),
    list_position(${listOf(meanings.keys())}, translate(lower(${raw}), ${literal(punctuation)}, '')))`;
}

/** One of a type's words; next to a text as it is, DuckDB would turn every row's word into text and compare letters. */
export function word(text: string, type: keyof typeof wordTypes): string {
  return `CAST(${literal(text)} AS ${wordTypes[type]})`;
}

function enumOf(...words: string[]): string {
  return `ENUM(${words.map(literal).join(', ')})`;
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
