// node scripts/fit.mjs [--seeds 6] [--first 1] [--lines 1000] [--rounds 2] [--calibrate-only] [--write]
// Fits sql/ranking/weights.yaml over many networks at once: seeds and shares of fraud of the fitting ranges, whole and
// with fields withheld. Never on the seeds and ranges that scripts/detection.mjs judges by.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../dist/config/load.js';
import { evaluate } from '../dist/evaluate/evaluate.js';
import { loadWeights } from '../dist/models/weights.js';
import { silent } from '../dist/progress.js';
import { rerank } from '../dist/reranking.js';
import { openStore } from '../dist/store/store.js';
import { makeNetwork, runNight } from './detection/network.mjs';
import { calibrated, identity, knots, mapped } from './fit/calibration.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '6' },
    first: { type: 'string', default: '1' },
    lines: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '2' },
    'calibrate-only': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const file = new URL('../sql/ranking/weights.yaml', import.meta.url);
const say = (text) => process.stderr.write(`${text}\n`);
const shares = ['0.005', '0.02', '0.05'];
const withheld = [undefined, 'reference', undefined, 'imei', 'cell', 'mt'];
/** What a lawful line costs, in average precision: one in block outweighs what any weight can win. */
const [blockPenalty, reviewPenalty] = [0.05, 0.001];
/** Less than this is chance. */
const leastGain = 5e-4;

const root = mkdtempSync(join(tmpdir(), 'simhound-fit-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
const log = { debug() {}, info() {}, warn() {}, error() {} };
const nights = [];
for (let i = 0; i < Number(values.seeds); i += 1) {
  const seed = Number(values.first) + i;
  const less = withheld[i % withheld.length];
  const folder = await makeNetwork(root, seed, [
    ...['--lines', values.lines, '--days', '7', '--fraud-share', shares[i % shares.length]],
    ...['--ranges', 'fitting', ...(less ? ['--withhold', less] : [])],
  ]);
  const path = await runNight(folder, 7);
  const config = {
    ...loadConfig({ env: {}, cwd: folder, flags: { values: {}, placeOf: () => '' } }),
    store: path,
  };
  const store = await openStore(path, { memoryLimit: '512MB', threads: 1 });
  const ctx = { config, store, log, progress: silent, signal: new AbortController().signal };
  nights.push({ ctx, truth: join(folder, 'truth.csv'), work: join(folder, 'fit') });
  mkdirSync(join(folder, 'fit'), { mode: 0o700 });
  say(`seed ${seed} is ready${less ? `, without ${less}` : ''}`);
}

async function evaluations(weights) {
  const all = [];
  for (const { ctx, truth, work } of nights)
    all.push(await evaluate({ ...(await rerank(ctx, { weights }, work)), truth }));
  return all;
}

/** Mean average precision, less what look-alikes cost. */
function worth(all) {
  const lawful = (e, tier) => e.lawful_kinds.reduce((sum, kind) => sum + kind[tier], 0);
  const each = all
    .filter((e) => e.fraud > 0)
    .map(
      (e) => e.average_precision - blockPenalty * lawful(e, 'block') - reviewPenalty * lawful(e, 'review'),
    );
  return each.reduce((a, b) => a + b, 0) / each.length;
}

const shipped = loadWeights();
// Weights are fitted on the plain evidence; the map comes after them.
const weights = { heuristics: { ...shipped.heuristics }, ranking: { ...shipped.ranking, ...identity } };
for (const [bar, value] of Object.entries(shipped.ranking))
  if (isScoreBar(bar)) weights.ranking[bar] = mapped(value, shipped.ranking, 'back');
let best = worth(await evaluations(weights));
say(`worth ${best.toFixed(4)} as shipped`);
for (let round = 0; round < Number(values.rounds) && !values['calibrate-only']; round += 1) {
  const step = 0.1 / 2 ** round;
  let gained = false;
  for (const name of Object.keys(weights.heuristics).sort()) {
    const before = weights.heuristics[name];
    let kept = before;
    for (const tried of [before + step, before - step]) {
      if (tried < 0.05 || tried > 0.95) continue;
      weights.heuristics[name] = Math.round(tried * 1000) / 1000;
      const now = worth(await evaluations(weights));
      if (now <= best + leastGain) continue;
      [best, kept, gained] = [now, weights.heuristics[name], true];
    }
    weights.heuristics[name] = kept;
    if (kept !== before) say(`${name}: ${before} → ${kept}, worth ${best.toFixed(4)}`);
  }
  if (!gained) break;
}

const map = calibrated((await evaluations(weights)).flatMap((e) => e.reliability.steps));
// Tiers stay what they are: every bar that a score is held against moves with the scores.
for (const [bar, value] of Object.entries(weights.ranking))
  if (isScoreBar(bar)) weights.ranking[bar] = Math.round(mapped(value, map) * 1e4) / 1e4;
Object.assign(weights.ranking, map);
for (const { ctx } of nights) ctx.store.close();

function isScoreBar(name) {
  return name.endsWith('_bar') && name !== 'family_bar';
}

const text = Object.entries({ ...weights.heuristics, ...weights.ranking }).reduce(
  (all, [name, value]) => all.replace(new RegExp(`^( {2}${name}: )[\\d.]+`, 'm'), `$1${value}`),
  readFileSync(file, 'utf8'),
);
if (values.write) writeFileSync(file, text);
else process.stdout.write(text);
say(`worth ${best.toFixed(4)}; map ${knots.map((k) => map[k.name]).join(', ')}`);
