import { closest, distance } from 'fastest-levenshtein';
import type { Config, HeuristicParam } from '../config.js';
import type { Params } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import type { Model } from '../model.js';
import type { Catalog } from './catalog.js';
import type { Weights } from './weights.js';

/** Values of a model's own parameters: its defaults, then the weights' bars, then what the user set. */
export function resolveParams(
  model: Model,
  weights: Weights,
  heuristics: Config['heuristics'],
): Record<string, HeuristicParam> {
  const set = heuristics[model.name]?.params ?? {};
  return Object.fromEntries(
    Object.entries(model.params).map(([name, param]) => {
      const bar = model.path.startsWith('ranking/') ? weights.ranking[name] : undefined;
      return [name, set[name] ?? bar ?? param.default];
    }),
  );
}

/** Refuses settings for models and parameters that do not exist, or of another type. @throws CONFIG_INVALID */
export function checkSettings(catalog: Catalog, heuristics: Config['heuristics']): void {
  for (const [name, setting] of Object.entries(heuristics)) {
    const model = catalog.find((candidate) => candidate.name === name);
    if (!model) {
      if (!setting.enabled) continue;
      throw unknown(
        `heuristics.${name}`,
        name,
        catalog.map((candidate) => candidate.name),
      );
    }
    for (const [param, value] of Object.entries(setting.params)) {
      const declared = model.params[param];
      if (!declared) throw unknown(`heuristics.${name}.params.${param}`, param, Object.keys(model.params));
      if (typeof declared.default !== typeof value) {
        throw new SimhoundError('CONFIG_INVALID', {
          what: `heuristics.${name}.params.${param} must be a ${typeof declared.default} (${declared.unit}).`,
          todo: 'Correct the value in the configuration.',
        });
      }
    }
  }
}

/** The parameters that a query mentions, bound: the model's own, and the day and window of the step. */
export function bindParams(
  sql: string,
  own: Record<string, HeuristicParam>,
  days: { day: string; from: string },
): Params {
  const all: Params = { ...own, day: { date: days.day }, window_start: { date: days.from } };
  const mentioned = new Set([...sql.matchAll(/\$([a-z_][a-z0-9_]*)/g)].map((match) => match[1]));
  return Object.fromEntries(Object.entries(all).filter(([name]) => mentioned.has(name)));
}

function unknown(key: string, name: string, known: string[]): SimhoundError {
  const near = known.length > 0 ? closest(name, known) : '';
  const hint = near !== '' && distance(name, near) <= 4 ? ` Did you mean ${near}?` : '';
  return new SimhoundError('CONFIG_UNKNOWN_KEY', {
    what: `${key} names nothing that simhound has.${hint}`,
    todo: 'Run `simhound models` for the names, and docs/heuristics.md for the parameters.',
  });
}
