import type { ExplainedFinding, Explanation, SeenWith } from './explanation.js';

/** SIMs or devices listed at most, and lines of a group; the JSON has them all. */
const listed = 5;
const listedMembers = 20;

/** An explanation as people read it: plain text without colour or control characters. */
export function narrative(explanation: Explanation): string {
  const blocks = [
    head(explanation),
    section('What speaks for fraud', explanation.findings.flatMap(finding)),
    section('What speaks against', [
      ...explanation.counter_evidence.flatMap(finding),
      ...weighing(explanation),
    ]),
    section('The lines of its group', members(explanation)),
    section('What it did in the window', explanation.findings.length === 0 ? measures(explanation) : []),
    section('Who looks like this and is innocent', dashes(explanation.false_positives)),
    section('What these heuristics do not see', dashes(explanation.blind_spots)),
  ];
  const text = blocks.filter((block) => block !== '').join('\n\n');
  return `${text.replace(/[^\P{Cc}\n]/gu, '')}\n`;
}

function head(e: Explanation): string {
  const standing = e.tier
    ? `${e.tier} tier, rank ${e.rank} of ${e.of}, score ${e.score}, ${e.typology}`
    : `no suspect: rank ${e.rank} of ${e.of}, score ${e.score}`;
  const lines = [
    `${e.line}: ${standing}`,
    `  run of ${e.day}, window ${e.window.from} to ${e.window.to}`,
    `  ${e.records} records${e.first_seen ? `, ${clock(e.first_seen)} to ${clock(e.last_seen ?? '')} UTC` : ''}`,
  ];
  if (e.families.length > 0) lines.push(`  kinds of evidence: ${e.families.join(', ')}`);
  if (e.alarms > 0) lines.push(`  days in the block or review tier: ${e.alarms}`);
  if (e.sims.length > 0) lines.push(`  SIMs: ${seen(e.sims)}`);
  if (e.devices.length > 0) lines.push(`  devices: ${seen(e.devices)}`);
  if (e.group) {
    const cap =
      e.group.ports === null
        ? ''
        : `, never more than ${e.group.ports} ${e.group.ports === 1 ? 'call' : 'calls'} at once`;
    lines.push(`  group: ${e.group.group_id}, ${e.group.lines} lines${cap}`);
  }
  const registered = Object.entries(e.registered ?? {}).filter(([, value]) => value !== null);
  if (registered.length > 0)
    lines.push(`  registered: ${registered.map(([k, v]) => `${k} ${v}`).join(', ')}`);
  if (e.findings.length + e.counter_evidence.length === 0) {
    lines.push('', 'Nothing was found: no heuristic has anything to say about this line.');
  }
  return lines.join('\n');
}

function finding(found: ExplainedFinding): string[] {
  const about = found.about_type === 'line' ? '' : `, about ${found.about_type} ${found.about_id}`;
  return [
    `- ${found.title} (${found.family}${about})`,
    `    ${found.reason}`,
    `    value ${found.value}, threshold ${found.threshold} (${found.unit}); strength ${found.strength}, evidence ${found.evidence}`,
    ...(found.weakened_by.length > 0 ? [`    weakened by ${found.weakened_by.join(', ')}`] : []),
    `    ${recounted(found)}`,
    ...found.recount.sql.split('\n').map((line) => `      ${line}`),
  ];
}

function recounted({ recount, value }: ExplainedFinding): string {
  if (recount.problem !== undefined) return `could not be counted again: ${recount.problem}`;
  if (recount.reconciles) return `counted again from the records: ${recount.value}, which reconciles`;
  return `counted again from the records: ${recount.value ?? 'nothing'}, which does NOT reconcile with ${value}`;
}

function weighing({ weighing, score, tier }: Explanation): string[] {
  if (!weighing) return [];
  const outcome = weighing.cleared ? 'it cleared the line' : `it did not clear the line (${tier} tier)`;
  return [`  The score would be ${weighing.for_fraud} without this, and is ${score} with it: ${outcome}.`];
}

function members({ group, line }: Explanation): string[] {
  if (!group) return [];
  const shown = group.members.slice(0, listedMembers).map(({ id, rank, tier }) => {
    return `- ${id}: rank ${rank}, ${tier ? `${tier} tier` : 'no suspect'}${id === line ? ' (this line)' : ''}`;
  });
  const more = group.members.length - shown.length;
  return more > 0 ? [...shown, `- and ${more} more`] : shown;
}

function measures(explanation: Explanation): string[] {
  return Object.entries(explanation.measures)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `  ${name.padEnd(18)} ${value}`);
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : [title, ...lines].join('\n');
}

function dashes(texts: string[]): string[] {
  return texts.map((text) => `- ${text}`);
}

function seen(list: SeenWith[]): string {
  const shown = list.slice(0, listed).map((one) => `${one.id} (${one.records} records)`);
  return [...shown, ...(list.length > listed ? [`and ${list.length - listed} more`] : [])].join(', ');
}

function clock(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
