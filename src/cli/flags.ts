import type { Options } from 'yargs';
import { flagOf, type Key, keys } from '../config/keys.js';
import {
  type Layer,
  placeIn,
  readParam,
  readValue,
  resolvePaths,
  setIn,
  type Tree,
} from '../config/layer.js';
import { SimhoundError } from '../errors.js';

const group = 'Configuration:';

/** A flag for every key of the configuration, and `--param`, `--enable` and `--disable` for the heuristics. */
export const configFlags: Record<string, Options> = {
  ...Object.fromEntries(keys.map((key) => [flagOf(key), optionOf(key)])),
  param: {
    group,
    type: 'string',
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: 'HEURISTIC.PARAM=VALUE',
  },
  enable: {
    group,
    type: 'string',
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: 'A heuristic that takes part',
  },
  disable: {
    group,
    type: 'string',
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: 'A heuristic left out',
  },
};

function optionOf(key: Key): Options {
  const many = key.kind === 'paths' || key.kind === 'pairs';
  // Everything is read as text here: one reader gives flags and variables the same meaning.
  return {
    group,
    type: 'string',
    requiresArg: true,
    describe: key.describe,
    ...(many ? { array: true, nargs: 1 } : {}),
  };
}

/**
 * The settings among parsed flags; paths resolve against `cwd`.
 * @throws USAGE for a --param that is not HEURISTIC.PARAM=VALUE.
 */
export function flagLayer(args: Record<string, unknown>, cwd: string): Layer {
  const values: Tree = {};
  const places = new Map<string, string>();
  const set = (path: string[], value: unknown, flag: string) => {
    setIn(values, path, value);
    places.set(path.join('.'), `--${flag}`);
  };
  for (const key of keys) {
    const written = textsOf(args[flagOf(key)]);
    if (written.length > 0) set(key.path, readValue(key.kind, written), flagOf(key));
  }
  for (const name of textsOf(args.enable)) set(['heuristics', name, 'enabled'], true, 'enable');
  for (const name of textsOf(args.disable)) set(['heuristics', name, 'enabled'], false, 'disable');
  for (const written of textsOf(args.param)) {
    const match = /^([a-z0-9_]+)\.([a-z0-9_]+)=(.*)$/s.exec(written);
    if (!match) {
      throw new SimhoundError('USAGE', {
        what: `--param ${written} is not HEURISTIC.PARAM=VALUE.`,
        todo: 'Write it like --param many_sims_in_device.min_sims=5.',
      });
    }
    const [, heuristic = '', param = '', value = ''] = match;
    set(['heuristics', heuristic, 'params', param], readParam(value), `param ${heuristic}.${param}`);
  }
  resolvePaths(values, keys, cwd);
  return { values, placeOf: (path) => placeIn(places, path) };
}

function textsOf(value: unknown): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
