import { SimhoundError } from '../errors.js';
import { keys, variableOf } from './keys.js';
import { type Layer, placeIn, readParam, readValue, resolvePaths, setIn, type Tree } from './layer.js';
import { suggestion } from './suggestion.js';

/** `SIMHOUND_HEURISTICS__SHORT_CALLS__ENABLED`, `SIMHOUND_HEURISTICS__SHORT_CALLS__PARAMS__MAX_SECONDS`. */
const heuristic = /^SIMHOUND_HEURISTICS__([A-Z0-9_]+?)__(?:(ENABLED)|PARAMS__([A-Z0-9_]+))$/;

/** Trino's password stands here and nowhere else: a file or a flag would show it. */
export const passwordVariable = 'SIMHOUND_TRINO_PASSWORD';

/**
 * The settings in `SIMHOUND_*`; lists and pairs are separated by commas, paths resolve against `cwd`.
 * An empty variable counts as not set, as schedulers have it.
 * @throws CONFIG_UNKNOWN_KEY for a `SIMHOUND_*` variable that sets nothing: a misspelt one must not pass unseen.
 */
export function environmentLayer(env: Record<string, string | undefined>, cwd: string): Layer {
  const values: Tree = {};
  const places = new Map<string, string>();
  const known = new Map(keys.map((key) => [variableOf(key), key]));
  for (const [variable, written] of Object.entries(env)) {
    if (variable === passwordVariable) continue;
    if (!variable.startsWith('SIMHOUND_') || written === undefined || written === '') continue;
    const key = known.get(variable);
    const match = heuristic.exec(variable);
    if (key) {
      const listed = ['paths', 'pairs'].includes(key.kind);
      const parts = listed ? written.split(',').map((part) => part.trim()) : [written];
      setIn(
        values,
        key.path,
        readValue(
          key.kind,
          parts.filter((part) => part !== ''),
        ),
      );
      places.set(key.path.join('.'), variable);
    } else if (match) {
      const name = (match[1] ?? '').toLowerCase();
      const path = match[2]
        ? ['heuristics', name, 'enabled']
        : ['heuristics', name, 'params', (match[3] ?? '').toLowerCase()];
      setIn(values, path, readParam(written));
      places.set(path.join('.'), variable);
    } else {
      throw new SimhoundError('CONFIG_UNKNOWN_KEY', {
        what: `The environment variable ${variable} sets nothing.`,
        todo: `${suggestion(variable, [...known.keys()])}simhound.example.yaml lists the keys; unset the variable.`,
      });
    }
  }
  resolvePaths(values, keys, cwd);
  return { values, placeOf: (path) => placeIn(places, path) };
}
