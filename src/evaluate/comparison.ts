import { rounded } from './count.js';
import { type Evaluation, tiers } from './evaluation.js';
import { shareText, textColumns } from './text-columns.js';

/** Two evaluations against the same truth, measure by measure. */
export interface Comparison {
  ranking: Evaluation;
  /** The other run, or the ranking with other weights. */
  other: Evaluation;
  measures: Measure[];
}

/** One measure of both; shares 0 to 1 or counts, null where one has none. */
export interface Measure {
  name: string;
  ranking: number | null;
  other: number | null;
  /** The ranking's value less the other's. */
  difference: number | null;
}

/** Sets the first evaluation against the second: the sums, recall by kind of fraud, look-alikes by tier. */
export function compare(ranking: Evaluation, other: Evaluation): Comparison {
  const [left, right] = [measuresOf(ranking), measuresOf(other)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const measures = names.map((name) => {
    const [a, b] = [left.get(name) ?? null, right.get(name) ?? null];
    return {
      name,
      ranking: a,
      other: b,
      difference: a === null || b === null ? null : rounded(a - b),
    };
  });
  return { ranking, other, measures };
}

/** A comparison as text for people; kinds that are the same in both are left out. */
export function comparisonTable(comparison: Comparison, titles: [string, string]): string {
  const value = (x: number | null, name: string) =>
    x === null ? '-' : counted.test(name) ? String(x) : shareText(x);
  const shown = comparison.measures.filter(({ name, difference }) => difference !== 0 || !name.includes(':'));
  return `${textColumns([
    ['measure', ...titles, 'difference'],
    ...shown.map(({ name, ranking, other, difference }) => [
      name,
      value(ranking, name),
      value(other, name),
      difference === null ? '-' : `${difference > 0 ? '+' : ''}${value(difference, name)}`,
    ]),
  ])}\n`;
}

const counted = /^(fraud|lawful) in |^lawful: /;

function measuresOf(evaluation: Evaluation): Map<string, number | null> {
  const { groups, victims, reliability } = evaluation;
  const measures = new Map<string, number | null>([
    ['average precision', evaluation.average_precision],
    ['recall at N', evaluation.recall_at_n],
    ['distance of scores', reliability.error],
  ]);
  if (groups) {
    measures.set('group purity', groups.purity);
    measures.set('group completeness', groups.completeness);
  }
  if (victims)
    measures.set('victims traced', victims.victims === 0 ? null : victims.traced / victims.victims);
  for (const tier of tiers) {
    measures.set(`fraud in ${tier}`, evaluation.tiers[tier].fraud);
    measures.set(`lawful in ${tier}`, lawful(evaluation, tier));
  }
  for (const kind of evaluation.fraud_kinds) measures.set(`recall: ${kind.kind}`, kind.recall);
  for (const kind of evaluation.lawful_kinds) {
    for (const tier of tiers) measures.set(`lawful: ${kind.kind} in ${tier}`, kind[tier]);
  }
  return measures;
}

function lawful(evaluation: Evaluation, tier: (typeof tiers)[number]): number {
  return evaluation.lawful_kinds.reduce((sum, kind) => sum + kind[tier], 0);
}
