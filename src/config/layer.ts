import { resolve } from 'node:path';
import type { Key, KeyKind } from './keys.js';

/** Values of one source, shaped like the configuration, and where each came from for the messages. */
export interface Layer {
  values: Tree;
  /** What a person calls the place of a path: `simhound.yaml:12`, `SIMHOUND_STORE`, `--store`. */
  placeOf(path: PropertyKey[]): string | undefined;
}

export interface Tree {
  [key: string]: unknown;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a value below its path, making the trees on the way. */
export function setIn(tree: Tree, path: string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const below = tree[head];
  const next: Tree = isTree(below) ? below : {};
  tree[head] = next;
  setIn(next, rest, value);
}

/** The value at a path, or undefined. */
export function getIn(tree: Tree, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (isTree(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined),
    tree,
  );
}

/** Trees are merged key by key; anything else, lists too, is replaced by the later layer. */
export function mergeTrees(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergeTrees(below, value) : value;
  }
  return merged;
}

/** Resolves the paths of a layer against the folder that its source speaks from. */
export function resolvePaths(values: Tree, keys: Key[], folder: string): void {
  for (const { path, kind } of keys) {
    const value = getIn(values, path);
    if (kind === 'path' && typeof value === 'string' && value !== '')
      setIn(values, path, resolve(folder, value));
    if (kind === 'paths' && Array.isArray(value)) {
      setIn(
        values,
        path,
        value.map((item) => (isPath(item) ? resolve(folder, item) : item)),
      );
    }
  }
  // A profile is a name or a path; what has a folder or an ending is a path.
  if (typeof values.profile === 'string' && /[\\/]|\.ya?ml$/i.test(values.profile)) {
    values.profile = resolve(folder, values.profile);
  }
}

function isPath(item: unknown): item is string {
  return typeof item === 'string' && item !== '' && item !== '-';
}

/** Reads a text of the environment or a flag as its key's kind; what does not fit is left for the schema to refuse. */
export function readValue(kind: KeyKind, written: string[]): unknown {
  const last = written.at(-1) ?? '';
  if (kind === 'number') return last.trim() === '' || Number.isNaN(Number(last)) ? last : Number(last);
  if (kind === 'pairs') {
    const pairs = written.map((pair) => [
      pair.slice(0, pair.indexOf('=')).trim(),
      pair.slice(pair.indexOf('=') + 1),
    ]);
    return written.every((pair) => pair.indexOf('=') > 0) ? Object.fromEntries(pairs) : written;
  }
  return kind === 'paths' ? written : last;
}

/** Reads a heuristic's parameter as written: a number or a truth value where it looks like one, else a text. */
export function readParam(written: string): number | string | boolean {
  if (written === 'true' || written === 'false') return written === 'true';
  return written.trim() === '' || Number.isNaN(Number(written)) ? written : Number(written);
}

/** The place of a path or of the nearest one above it, in places by dotted path. */
export function placeIn(places: Map<string, string>, path: PropertyKey[]): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(path.slice(0, length).map(String).join('.'));
    if (place !== undefined) return place;
  }
  return undefined;
}
