import { type Evaluation, type KindCount, type Tier, tiers } from './evaluation.js';
import { shareText } from './text-columns.js';

/** Dark to light, so that the tiers can be told apart in grey as well. */
const inks: Record<Tier | 'none', string> = {
  block: '#123a63',
  review: '#3f7fb5',
  watch: '#a9cce6',
  none: '#eeeeee',
};
const width = 840;
const label = 190;
const bar = 430;
const row = 20;
/** Characters of a kind's name that fit before the bars in the widest usual face. */
const longestName = 21;

/**
 * An evaluation as one SVG: every kind's lines by tier, as shares, fraud above and lawful below, and scores against the
 * share of fraud. Text in the viewer's own sans-serif face; readable in grey.
 */
export function evaluationPicture(evaluation: Evaluation): string {
  const { fraud, scored } = evaluation;
  const parts: string[] = [];
  let y = 30;
  parts.push(
    words(20, y, `${scored} lines, ${fraud} of them fraud`, 'font-weight="bold" font-size="16"'),
    words(
      20,
      y + 20,
      `average precision ${shareText(evaluation.average_precision)}, recall at ${fraud} ${shareText(evaluation.recall_at_n)}`,
    ),
    ...legend(y + 42),
  );
  y += 80;
  for (const [title, kinds] of [
    ['Fraud, by tier', evaluation.fraud_kinds],
    ['Lawful, by tier', evaluation.lawful_kinds],
  ] as const) {
    parts.push(
      words(20, y, title, 'font-weight="bold"'),
      words(label + bar + 8, y, 'block / review / watch of all', 'font-size="11"'),
    );
    for (const kind of kinds) {
      y += row;
      parts.push(...kindBar(kind, y));
    }
    y += row * 2;
  }
  parts.push(words(20, y, 'Score against share of fraud', 'font-weight="bold"'));
  parts.push(...reliabilityPlot(evaluation, y + 16));
  const height = y + 16 + plot + 60;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

function legend(y: number): string[] {
  return [...tiers, 'none' as const].flatMap((tier, i) => [
    box(20 + i * 110, y - 11, 14, 14, inks[tier]),
    words(40 + i * 110, y, tier === 'none' ? 'not flagged' : tier),
  ]);
}

function kindBar(kind: KindCount, y: number): string[] {
  const flagged = kind.block + kind.review + kind.watch;
  const pieces = [
    ...tiers.map((tier) => [tier, kind[tier]] as const),
    ['none', kind.lines - flagged] as const,
  ];
  let x = label;
  const drawn = pieces.flatMap(([tier, lines]) => {
    const wide = (bar * lines) / kind.lines;
    const at = x;
    x += wide;
    return lines === 0 ? [] : [box(at, y - 12, wide, row - 5, inks[tier])];
  });
  const counts = tiers.map((tier) => kind[tier]).join(' / ');
  return [
    words(label - 8, y, shortened(kind.kind), 'text-anchor="end"'),
    ...drawn,
    words(label + bar + 8, y, `${counts} of ${kind.lines}`),
  ];
}

const plot = 240;

function reliabilityPlot({ reliability }: Evaluation, top: number): string[] {
  const left = label;
  const [x, y] = [(share: number) => left + share * plot, (share: number) => top + (1 - share) * plot];
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return [
    `<rect x="${left}" y="${top}" width="${plot}" height="${plot}" fill="none" stroke="#444444"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999999" stroke-dasharray="4 4"/>`,
    ...ticks.flatMap((tick) => [
      words(x(tick), top + plot + 18, String(tick), 'text-anchor="middle"'),
      words(left - 8, y(tick) + 4, String(tick), 'text-anchor="end"'),
    ]),
    words(x(0.5), top + plot + 38, 'mean score', 'text-anchor="middle"'),
    words(left + plot + 24, top + 14, 'share of fraud among the lines of a score:'),
    words(left + plot + 24, top + 32, 'on the dashed line it means what it says;'),
    words(left + plot + 24, top + 50, 'the larger the dot, the more lines'),
    ...reliability.steps.map(
      (step) =>
        `<circle cx="${round(x(step.mean_score))}" cy="${round(y(step.fraud_share))}" r="${radius(step.lines)}" fill="${inks.block}" fill-opacity="0.8"><title>${step.fraud} of ${step.lines} lines</title></circle>`,
    ),
  ];
}

/** A dot of one line can be seen, and ten times the lines make it half as large again: few scores hold nearly all lines. */
function radius(lines: number): number {
  return round(3 * 1.5 ** Math.log10(lines));
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name;
}

function words(x: number, y: number, text: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}"${more === '' ? '' : ` ${more}`}>${escaped(text)}</text>`;
}

function box(x: number, y: number, wide: number, high: number, ink: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${high}" fill="${ink}" stroke="#666666" stroke-width="0.5"/>`;
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}

/** Kinds are the truth file's own words. */
function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
