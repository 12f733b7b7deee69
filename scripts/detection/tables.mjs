// Markdown tables over the evaluations of several networks.
const tiers = ['block', 'review', 'watch'];
const three = (x) => (x === null || x === undefined || Number.isNaN(x) ? '–' : x.toFixed(3));
const percent = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** The least, the middle and the greatest of the values that there are. */
export function spread(values) {
  const sorted = values.filter((x) => x !== null && x !== undefined).sort((a, b) => a - b);
  const { length } = sorted;
  if (length === 0) return { min: null, median: null, max: null };
  const middle = (sorted[Math.floor((length - 1) / 2)] + sorted[Math.ceil((length - 1) / 2)]) / 2;
  return { min: sorted[0], median: middle, max: sorted[length - 1] };
}

const lawfulIn = (tier) => (e) => e.lawful_kinds.reduce((sum, kind) => sum + kind[tier], 0);

/** Each measure of one evaluation, by the name it has in the tables. */
export const measures = {
  'average precision': (e) => e.average_precision,
  'recall at N': (e) => e.recall_at_n,
  'block and review, by fraud line': (e) =>
    e.fraud === 0 ? null : (e.tiers.block.lines + e.tiers.review.lines) / e.fraud,
  'look-alikes in block': lawfulIn('block'),
  'look-alikes in review': lawfulIn('review'),
  'group purity': (e) => e.groups?.purity,
  'group completeness': (e) => e.groups?.completeness,
  'victims traced': (e) => (e.victims?.victims ? e.victims.traced / e.victims.victims : null),
  'distance of scores': (e) => e.reliability.error,
};

/** Measures of one condition: least, middle, greatest over the networks. */
export function measureTable(evaluations) {
  return table(
    ['Measure', 'min', 'median', 'max'],
    Object.entries(measures).map(([name, of]) => {
      const { min, median, max } = spread(evaluations.map(of));
      return [name, three(min), three(median), three(max)];
    }),
  );
}

/** Conditions below each other, the worst and the middle network of each. */
export function conditionTable(conditions) {
  const shown = [
    'average precision',
    'recall at N',
    'block and review, by fraud line',
    'group purity',
    'group completeness',
  ];
  const pair = (evaluations, name) => {
    const { min, median, max } = spread(evaluations.map(measures[name]));
    return name.startsWith('block') ? `${three(median)} / ${three(max)}` : `${three(min)} / ${three(median)}`;
  };
  const sum = (evaluations, tier) => String(evaluations.map(lawfulIn(tier)).reduce((a, b) => a + b, 0));
  return table(
    [
      'Condition',
      'networks',
      'average precision, min / median',
      'recall at N, min / median',
      'block and review by fraud line, median / max',
      'group purity, min / median',
      'completeness, min / median',
      'look-alikes in block',
      'in review',
    ],
    conditions.map(([name, all]) => [
      name,
      String(all.length),
      ...shown.map((one) => pair(all, one)),
      sum(all, 'block'),
      sum(all, 'review'),
    ]),
  );
}

/** Kinds summed over the networks. */
function summed(evaluations, list) {
  const kinds = new Map();
  for (const kind of evaluations.flatMap((e) => e[list])) {
    const sum = kinds.get(kind.kind) ?? { lines: 0, block: 0, review: 0, watch: 0, at_n: 0, unscored: 0 };
    for (const key of Object.keys(sum)) sum[key] += kind[key] ?? 0;
    kinds.set(kind.kind, sum);
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Recall by rung of the ladder.
 * @param others conditions by name, of which the recall alone is shown.
 */
export function ladderTable(evaluations, others = []) {
  const recall = (sum) => (sum === undefined ? '–' : three(sum.at_n / sum.lines));
  const beside = others.map(([, all]) => new Map(summed(all, 'fraud_kinds')));
  return table(
    [
      ...['Rung', 'lines', 'among the first N', 'recall', ...tiers, 'not flagged'],
      ...others.map(([name]) => `recall at ${name}`),
    ],
    summed(evaluations, 'fraud_kinds').map(([kind, sum]) => [
      ...[kind, sum.lines, sum.at_n, recall(sum)],
      ...tiers.map((tier) => sum[tier]),
      sum.lines - sum.block - sum.review - sum.watch,
      ...beside.map((kinds) => recall(kinds.get(kind))),
    ]),
  );
}

/**
 * What look-alikes come to.
 * @param others conditions by name, of which block and the share in review alone are shown.
 */
export function lookAlikeTable(evaluations, others = []) {
  const inReview = (sum) => (sum === undefined ? '–' : percent(sum.review, sum.lines));
  const beside = others.map(([, all]) => new Map(summed(all, 'lawful_kinds')));
  return table(
    [
      ...['Lawful', 'lines', ...tiers, 'share in review'],
      ...others.flatMap(([name]) => [`block at ${name}`, `share in review at ${name}`]),
    ],
    summed(evaluations, 'lawful_kinds').map(([kind, sum]) => [
      ...[kind, sum.lines, ...tiers.map((tier) => sum[tier]), inReview(sum)],
      ...beside.flatMap((kinds) => [kinds.get(kind)?.block ?? '–', inReview(kinds.get(kind))]),
    ]),
  );
}

/** Scores against the share of fraud, all networks together. */
export function reliabilityTable(evaluations) {
  const steps = new Map();
  for (const step of evaluations.flatMap((e) => e.reliability.steps)) {
    const sum = steps.get(step.from) ?? { to: step.to, lines: 0, fraud: 0, scores: 0 };
    sum.lines += step.lines;
    sum.fraud += step.fraud;
    sum.scores += step.lines * step.mean_score;
    steps.set(step.from, sum);
  }
  return table(
    ['Score', 'lines', 'fraud', 'mean score', 'share of fraud'],
    [...steps]
      .sort(([a], [b]) => a - b)
      .map(([from, sum]) => [
        `${from.toFixed(1)} to ${sum.to.toFixed(1)}`,
        sum.lines,
        sum.fraud,
        three(sum.scores / sum.lines),
        three(sum.fraud / sum.lines),
      ]),
  );
}

/** What each family adds: the same nights ranked without it. */
export function ablationTable(whole, without) {
  const row = (name, evaluations) => {
    const of = (measure) => spread(evaluations.map(measures[measure])).median;
    const fraud = (tier) => evaluations.reduce((sum, e) => sum + e.tiers[tier].fraud, 0);
    const lawful = (tier) => evaluations.map(lawfulIn(tier)).reduce((a, b) => a + b, 0);
    return [
      name,
      three(of('average precision')),
      three(of('recall at N')),
      fraud('block'),
      fraud('review'),
      lawful('block'),
      lawful('review'),
    ];
  };
  return table(
    [
      'Ranked',
      'average precision',
      'recall at N',
      'fraud in block',
      'fraud in review',
      'lawful in block',
      'lawful in review',
    ],
    [row('with all', whole), ...[...without].map(([family, all]) => row(`without ${family}`, all))],
  );
}
