import type { Evaluation } from './evaluation.js';

/** An evaluation as text for people: plain columns, no colours, one trailing newline. */
export function evaluationTable(evaluation: Evaluation): string {
  const { scored, labelled, fraud, unlabelled, unscored_fraud } = evaluation;
  const head = [
    `${scored} lines scored, ${labelled} in the truth file, ${fraud} of them fraud`,
    `average precision ${share(evaluation.average_precision)}, recall at ${fraud} ${share(evaluation.recall_at_n)}`,
  ];
  if (unlabelled > 0)
    head.push(`${unlabelled} scored lines are not in the truth file and count as not confirmed`);
  if (unscored_fraud > 0) head.push(`${unscored_fraud} fraud lines have no score and count as missed`);
  const precision = columns([
    ['first', 'confirmed', 'unlabelled', 'precision'],
    ...evaluation.precision.map((cut) => [cut.k, cut.confirmed, cut.unlabelled, share(cut.precision)]),
  ]);
  const found = columns([
    ['fraud', 'lines', `first ${fraud}`, 'recall', 'block', 'review', 'watch', 'unscored'],
    ...evaluation.fraud_kinds.map((kind) => [
      kind.kind,
      kind.lines,
      kind.at_n,
      share(kind.recall),
      kind.block,
      kind.review,
      kind.watch,
      kind.unscored,
    ]),
  ]);
  const flagged = columns([
    ['lawful', 'lines', 'block', 'review', 'watch'],
    ...evaluation.lawful_kinds.map((kind) => [kind.kind, kind.lines, kind.block, kind.review, kind.watch]),
  ]);
  return `${[head.join('\n'), precision, found, flagged].join('\n\n')}\n`;
}

function share(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

/** Columns side by side: the first to the left, the others, being numbers, to the right. */
function columns(rows: (string | number)[][]): string {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => String(row[c] ?? '').length)));
  const cell = (value: string | number, c: number) => {
    const text = String(value);
    return c === 0 ? text.padEnd(widths[c] ?? 0) : text.padStart(widths[c] ?? 0);
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
