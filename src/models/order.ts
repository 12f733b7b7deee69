import { SimhoundError } from '../errors.js';
import type { Model } from '../model.js';

/**
 * Orders models so that each comes after the ones it reads; among those that could come next, the first by name.
 * @throws MODEL_INVALID when a model reads a table that nobody makes, or when models read each other in a circle.
 */
export function inOrder(models: Model[], sources: string[]): Model[] {
  const made = new Set(sources);
  const known = new Set([...sources, ...models.map((model) => model.name)]);
  for (const model of models) {
    const unknown = model.reads.find((table) => !known.has(table));
    if (unknown) {
      throw new SimhoundError('MODEL_INVALID', {
        what: `sql/${model.path} reads ${unknown}, which no file makes.`,
        todo: 'Correct the name under reads, or add the table.',
      });
    }
  }
  const ordered: Model[] = [];
  let waiting = [...models].sort((a, b) => (a.name < b.name ? -1 : 1));
  while (waiting.length > 0) {
    const next = waiting.find((model) => model.reads.every((table) => made.has(table)));
    if (!next) {
      throw new SimhoundError('MODEL_INVALID', {
        what: `These models read each other in a circle: ${waiting.map((model) => model.name).join(', ')}.`,
        todo: 'Break the circle under reads.',
      });
    }
    ordered.push(next);
    made.add(next.name);
    waiting = waiting.filter((model) => model !== next);
  }
  return ordered;
}
