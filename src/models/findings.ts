import { SimhoundError } from '../errors.js';
import type { Model, ModelParam } from '../model.js';
import type { Weights } from './weights.js';

/** The columns that every heuristic returns; others serve its sentence. */
export const findingColumns = [
  'subject_type',
  'subject_id',
  'line',
  'strength',
  'value',
  'threshold',
] as const;

/**
 * The table of all findings: the union of the heuristics that take part, with their family and weight.
 * It is written by the host because its text follows from the catalogue; a SQL file would have to be
 * edited with every heuristic. `evidence` is strength times weight, negative for counter-evidence;
 * `is_plain` is what the heuristic's header says.
 */
export function findingsModel(models: Model[], weights: Weights): Model {
  const heuristics = models.filter((model) => model.heuristic).sort((a, b) => (a.name < b.name ? -1 : 1));
  const params: Record<string, ModelParam> = {};
  const parts = heuristics.map((model) => {
    const weight = weights.heuristics[model.name];
    if (weight === undefined) {
      throw new SimhoundError('CONFIG_INVALID', {
        what: `The weights say nothing of the heuristic ${model.name}.`,
        todo: 'Add it under heuristics in the weights file.',
      });
    }
    params[`w_${model.name}`] = { default: weight, unit: 'share', source: 'the weights file' };
    return `SELECT '${model.name}' AS heuristic, '${model.heuristic?.family}' AS family, ${findingColumns.join(', ')},
  round(CAST(strength AS DOUBLE) * CAST($w_${model.name} AS DOUBLE), 6) AS evidence,
  ${model.heuristic?.plain === true} AS is_plain
FROM ${model.name}`;
  });
  if (parts.length === 0) {
    throw new SimhoundError('CONFIG_INVALID', {
      what: 'Every heuristic is switched off.',
      todo: 'Leave at least one enabled.',
    });
  }
  return {
    name: 'findings',
    path: 'ranking/findings.sql',
    title: 'All findings of the heuristics that take part',
    grain: 'window',
    reads: heuristics.map((model) => model.name),
    params,
    sql: parts.join('\nUNION ALL\n'),
    firstLine: 1,
  };
}
