import { closest, distance } from 'fastest-levenshtein';

/** `Did you mean X? ` when one of the known words is near enough to be meant, else nothing. */
export function suggestion(word: string, known: string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(word, known);
  // A third of the word: three letters of nine may be wrong, not two of three.
  return distance(word, nearest) <= Math.max(1, Math.floor(word.length / 3))
    ? `Did you mean ${nearest}? `
    : '';
}
