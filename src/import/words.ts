import { literal } from '../engine/duckdb.js';
import { plainName } from './columns.js';

/**
 * The expression that looks a word up: first as the sample spells it, which is a plain comparison, then by its letters
 * and digits only, in lower case. A key `*` stands for every other word.
 * @returns NULL for a word that the table does not have.
 */
export function wordSql(raw: string, table: Record<string, string>, spellings: string[]): string {
  const plain = Object.fromEntries(
    Object.entries(table).map(([word, meaning]) => [word === '*' ? word : plainName(word), meaning]),
  );
  const known = spellings.flatMap((word) => {
    const meaning = plain[plainName(word)];
    return meaning === undefined ? [] : [`WHEN ${literal(word)} THEN ${literal(meaning)}`];
  });
  const others = Object.entries(plain)
    .filter(([word]) => word !== '*')
    .map(([word, meaning]) => `WHEN ${literal(word)} THEN ${literal(meaning)}`);
  const rest = table['*'] === undefined ? 'NULL' : literal(table['*']);
  const fallback =
    others.length === 0
      ? rest
      : `CASE regexp_replace(lower(${raw}), '[^\\p{L}\\p{N}]', '', 'g') ${others.join(' ')} ELSE ${rest} END`;
  return known.length === 0 ? fallback : `CASE ${raw} ${known.join(' ')} ELSE ${fallback} END`;
}
