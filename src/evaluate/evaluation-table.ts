import { type Evaluation, tiers } from './evaluation.js';
import { shareText, textColumns } from './text-columns.js';

/** An evaluation as text for people: plain columns, no colours, one trailing newline. */
export function evaluationTable(evaluation: Evaluation): string {
  const parts = [
    headOf(evaluation),
    textColumns([
      ['first', 'confirmed', 'unlabelled', 'precision'],
      ...evaluation.precision.map((cut) => [cut.k, cut.confirmed, cut.unlabelled, shareText(cut.precision)]),
    ]),
    textColumns([
      ['tier', 'lines', 'fraud'],
      ...tiers.map((tier) => [tier, evaluation.tiers[tier].lines, evaluation.tiers[tier].fraud]),
    ]),
    textColumns([
      ['fraud', 'lines', `first ${evaluation.fraud}`, 'recall', ...tiers, 'unscored'],
      ...evaluation.fraud_kinds.map((kind) => [
        kind.kind,
        kind.lines,
        kind.at_n,
        shareText(kind.recall),
        ...tiers.map((tier) => kind[tier]),
        kind.unscored,
      ]),
    ]),
    textColumns([
      ['lawful', 'lines', ...tiers],
      ...evaluation.lawful_kinds.map((kind) => [kind.kind, kind.lines, ...tiers.map((tier) => kind[tier])]),
    ]),
    textColumns([
      ['score', 'lines', 'fraud', 'mean score', 'share of fraud'],
      ...evaluation.reliability.steps.map((step) => [
        `${step.from.toFixed(1)} to ${step.to.toFixed(1)}`,
        step.lines,
        step.fraud,
        shareText(step.mean_score),
        shareText(step.fraud_share),
      ]),
    ]),
    ...groupParts(evaluation),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headOf(evaluation: Evaluation): string {
  const { scored, labelled, fraud, unlabelled, unscored_fraud, victims, reliability } = evaluation;
  const head = [
    `${scored} lines scored, ${labelled} in the truth file, ${fraud} of them fraud`,
    `average precision ${shareText(evaluation.average_precision)}, recall at ${fraud} ${shareText(evaluation.recall_at_n)}`,
    `scores above 0 lie ${shareText(reliability.error)} off the share of fraud on average`,
  ];
  if (unlabelled > 0)
    head.push(`${unlabelled} scored lines are not in the truth file and count as not confirmed`);
  if (unscored_fraud > 0) head.push(`${unscored_fraud} fraud lines have no score and count as missed`);
  if (victims) {
    head.push(`${victims.traced} of ${victims.victims} victims were called by a line to block or to review`);
    if (victims.warned !== null)
      head.push(`the warning list has ${victims.warned} of them and ${victims.warned_others} other numbers`);
  }
  return head.join('\n');
}

function groupParts({ groups }: Evaluation): string[] {
  if (!groups) return [];
  const { found, found_lines, lawful, lawful_lines, purity, completeness, kinds } = groups;
  return [
    `groups: purity ${shareText(purity)}, completeness ${shareText(completeness)}; ` +
      `${found} hold fraud (${found_lines} lines), ${lawful} only others (${lawful_lines} lines)`,
    textColumns([
      ['rings', 'rings', 'lines', 'together'],
      ...kinds.map((kind) => [kind.kind, kind.rings, kind.lines, kind.together]),
    ]),
  ];
}
