import { sha256Of } from '../sha256.js';

/** An identifier as it leaves the operator. */
export type Writing = (identifier: string) => string;

/**
 * How identifiers leave the operator: as they are, or as hashes under a secret of his, the same text always as the same
 * hash. Nothing stays nothing.
 */
export function writingOf(options: { number_forms?: string; seed: number }): Writing {
  if (options.number_forms !== 'hashed') return (identifier) => identifier;
  const known = new Map<string, string>();
  return (identifier) => {
    if (identifier === '') return identifier;
    const before = known.get(identifier);
    if (before !== undefined) return before;
    const hash = sha256Of(`${options.seed} ${identifier}`);
    known.set(identifier, hash);
    return hash;
  };
}
