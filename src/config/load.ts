import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { SimhoundError } from '../errors.js';
import { environmentLayer } from './environment.js';
import { fileLayer } from './file.js';
import { getIn, type Layer, mergeTrees } from './layer.js';
import { type Config, schema } from './schema.js';
import { suggestion } from './suggestion.js';

/** Where settings come from; later ones win: defaults, file, environment, flags. */
export interface ConfigSources {
  /** The file named by --config; `simhound.yaml` in `cwd` is taken when there is one and none is named. */
  file?: string | undefined;
  env: Record<string, string | undefined>;
  flags: Layer;
  cwd: string;
}

/**
 * Merges and checks all settings.
 * @throws CONFIG_UNREADABLE, CONFIG_UNKNOWN_KEY or CONFIG_INVALID, with the file and line, the variable or the flag.
 */
export function loadConfig(sources: ConfigSources): Config {
  const found = sources.file ?? 'simhound.yaml';
  const file = resolve(sources.cwd, found);
  const layers: Layer[] = [
    { values: { store: resolve(sources.cwd, 'store'), inbox: [] }, placeOf: () => undefined },
  ];
  if (sources.file !== undefined || existsSync(file)) layers.push(fileLayer(file));
  layers.push(environmentLayer(sources.env, sources.cwd), sources.flags);

  const merged = layers.reduce((values, layer) => mergeTrees(values, layer.values), {});
  const parsed = schema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue === undefined ? parsed.error : complaintAbout(issue, layers);
}

function complaintAbout(issue: z.core.$ZodIssue, layers: Layer[]): SimhoundError {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const path = [...issue.path, key];
    return new SimhoundError('CONFIG_UNKNOWN_KEY', {
      what: `${placeOf(layers, path)}: there is no key ${path.join('.')}.`,
      todo: `${suggestion(key, knownBelow(issue.path))}simhound.example.yaml lists the keys.`,
    });
  }
  return new SimhoundError('CONFIG_INVALID', {
    what: `${placeOf(layers, issue.path)}: ${issue.path.join('.')} ${wordsOf(issue)}.`,
    todo: 'Correct it; simhound.example.yaml says what each key takes.',
  });
}

/** The last layer that holds the value is the one that counted. */
function placeOf(layers: Layer[], path: PropertyKey[]): string {
  const holds = layers.filter((layer) => getIn(layer.values, path) !== undefined);
  const candidates = holds.length > 0 ? holds : layers;
  return (
    candidates.map((layer) => layer.placeOf(path)).findLast((place) => place !== undefined) ?? 'configuration'
  );
}

/** Keys that the schema knows below a path, seen by what it makes of an unknown one there. */
function knownBelow(path: PropertyKey[]): string[] {
  const [head, , ...deeper] = path.map(String);
  if (head === undefined) return Object.keys(schema.shape);
  if (head === 'trino' && path.length > 1) return ['ca'];
  if (head === 'trino') return ['url', 'catalog', 'schema', 'user', 'location', 'session', 'tls'];
  if (head === 'tables')
    return path.length === 1 ? ['lines', 'cells', 'device_types', 'lists'] : ['file', 'columns'];
  return head === 'heuristics' && deeper.length === 0 ? ['enabled', 'params'] : [];
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_union') return 'must be a number, a text or true or false';
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'int' ? 'a whole number' : (words[issue.expected] ?? issue.expected)}`;
  return issue.message;
}

const words: Record<string, string> = {
  string: 'a text (quote it when it looks like a number)',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};
