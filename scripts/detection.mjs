// npm run bench:detection: how good the night is, over networks that the seed makes up one after the other.
//   -- [--seeds 10] [--first 1001] [--lines 20000] [--days 7] [--ranges judging] [--fraud-share 0.005]
//      [--withhold reference,imei,cell,mt,unanswered] [--number-forms hashed] [--fixed-only] [--ablation] [--strict]
//   -- --write [--first 1001] [--seeds 10]: every condition of docs/detection.md, and its tables anew (half an hour)
// Of 20,000 lines 0.5 % are a hundred, a few of every rung; of 2,000 they are ten, and one pair of lines is a fifth.
// Seeds from 1001 on are for judging; scripts/fit.mjs takes lower ones and the fitting ranges.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { families } from '../dist/model.js';
import { evaluateNight, makeNetwork, runNight } from './detection/network.mjs';
import * as tables from './detection/tables.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    first: { type: 'string', default: '1001' },
    lines: { type: 'string', default: '20000' },
    days: { type: 'string', default: '7' },
    ranges: { type: 'string', default: 'judging' },
    'fraud-share': { type: 'string', default: '0.005' },
    withhold: { type: 'string' },
    'number-forms': { type: 'string' },
    'fixed-only': { type: 'boolean', default: false },
    ablation: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const say = (text) => process.stdout.write(`${text}\n`);
const root = mkdtempSync(join(tmpdir(), 'simhound-detection-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

/** Evaluations of every seed under one condition; `without` has them by family where asked for. */
async function measure(name, change = {}, ablation = false) {
  const asked = { ...values, ...change };
  const flags = [
    ...['--lines', asked.lines, '--days', asked.days, '--fraud-share', asked['fraud-share']],
    ...['--ranges', asked.ranges],
    ...(asked.withhold ? ['--withhold', asked.withhold] : []),
    ...(asked['number-forms'] ? ['--number-forms', asked['number-forms']] : []),
    ...(asked['fixed-only'] ? ['--fixed-only'] : []),
  ];
  const count = Number(asked.seeds);
  const whole = Array(count);
  const without = new Map(ablation ? families.map((family) => [family, Array(count)]) : []);
  const one = async (i) => {
    const seed = Number(asked.first) + i;
    const folder = await makeNetwork(root, seed, flags);
    await runNight(folder, Number(asked.days));
    whole[i] = await evaluateNight(folder);
    for (const [family, all] of without) all[i] = await evaluateNight(folder, '--without', family);
    rmSync(folder, { recursive: true });
    const { average_precision: precision, fraud } = whole[i];
    process.stderr.write(`${name}, seed ${seed}: ${fraud} fraud lines, average precision ${precision}\n`);
  };
  // A network is made on one thread and a night runs on two: two at once leave no processor idle.
  const seeds = Array.from({ length: count }, (_, i) => i).values();
  const worker = async () => {
    for (const i of seeds) await one(i);
  };
  await Promise.all([worker(), worker()]);
  return { whole, without };
}

function writePage(parts) {
  const page = fileURLToPath(new URL('../docs/detection.md', import.meta.url));
  let text = readFileSync(page, 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    if (!text.includes(open) || !text.includes(close)) throw new Error(`${page} has lost its mark ${open}.`);
    text = text.replace(new RegExp(`${open}[\\s\\S]*${close}`), `${open}\n\n${part}\n\n${close}`);
  }
  writeFileSync(page, text);
}

/** Every condition that the page speaks of. */
async function wholePage() {
  const usual = await measure('0.5 % fraud', {}, true);
  const rich = await measure('5 % fraud', { 'fraud-share': '0.05' });
  const poor = await measure('0.1 % fraud', { 'fraud-share': '0.001' });
  const withheld = [];
  for (const withhold of [
    'reference',
    'imei',
    'cell',
    'mt',
    'unanswered',
    'reference,imei',
    'reference,unanswered',
  ]) {
    const { whole } = await measure(`without ${withhold}`, { withhold });
    withheld.push([`without ${withhold.replace(',', ' and ')}`, whole]);
  }
  const hashed = { withhold: 'reference', 'number-forms': 'hashed' };
  withheld.push(['without reference, identifiers hashed', (await measure('hashed', hashed)).whole]);
  const conditions = [
    ['0.5 % of lines fraud', usual.whole],
    ['0.1 %', poor.whole],
    ['5 %', rich.whole],
    ...withheld,
    ['3 days', (await measure('3 days', { days: '3' })).whole],
    [
      '30 days',
      (await measure('30 days', { days: '30', seeds: String(Math.min(3, Number(values.seeds))) })).whole,
    ],
    ['fixed lines only', (await measure('fixed lines only', { 'fixed-only': true })).whole],
    ['2,000 lines', (await measure('2,000 lines', { lines: '2000' })).whole],
  ];
  const others = [
    ['0.1 %', poor.whole],
    ['5 %', rich.whole],
  ];
  writePage({
    how: `${values.seeds} networks of ${values.lines} lines and ${values.days} days each, ranges \`${values.ranges}\`, seeds from ${values.first}.`,
    measures: tables.measureTable(usual.whole),
    ladder: tables.ladderTable(usual.whole, others),
    lookalikes: tables.lookAlikeTable(usual.whole, others),
    reliability: tables.reliabilityTable(usual.whole),
    ablation: tables.ablationTable(usual.whole, usual.without),
    withheld: tables.conditionTable(conditions),
  });
  return conditions.flatMap(([, whole]) => whole);
}

async function oneCondition() {
  const { whole, without } = await measure('network', {}, values.ablation);
  say(tables.measureTable(whole));
  say(`\n${tables.ladderTable(whole)}`);
  say(`\n${tables.lookAlikeTable(whole)}`);
  say(`\n${tables.reliabilityTable(whole)}`);
  if (values.ablation) say(`\n${tables.ablationTable(whole, without)}`);
  return whole;
}

const done = await (values.write ? wholePage() : oneCondition());
const wronged = done.reduce((sum, one) => sum + tables.measures['look-alikes in block'](one), 0);
if (values.strict && wronged > 0) {
  process.stderr.write(`${wronged} lawful lines are in the block tier.\n`);
  process.exitCode = 1;
}
