import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/evaluate/comparison.js';
import type { Evaluation } from '../../src/evaluate/evaluation.js';

// The built command over the sample data: the ranking is made anew from a night's own tables.
const top = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'simhound-reranking-'));
const store = join(root, 'store');
const weights = join(top, 'sql/ranking/weights.yaml');
const truth = join(root, 'truth.csv');

function simhound(...args: string[]) {
  return spawnSync(process.execPath, [join(top, 'dist/bin/simhound.js'), ...args, '--json'], {
    encoding: 'utf8',
  });
}

function evaluate(...flags: string[]): unknown {
  const done = simhound('evaluate', '--store', store, '--truth', truth, ...flags);
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

beforeAll(() => {
  copyFileSync(join(top, 'sample-data/truth.csv'), truth);
  const { status, stderr } = simhound(
    'run',
    '--config',
    join(top, 'sample-data/simhound.yaml'),
    '--store',
    store,
  );
  if (status !== 0) throw new Error(stderr);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

describe('ranking anew', () => {
  it('comes to the night’s own ranking under the same weights', () => {
    const { ranking, other, measures } = evaluate('--compare', weights) as Comparison;
    expect(other).toEqual(ranking);
    expect(measures.every(({ difference }) => difference === 0 || difference === null)).toBe(true);
  });

  it('leaves out a family, for and against, and nothing else', () => {
    const whole = evaluate() as Evaluation;
    // For blocking one of these must speak.
    const without = evaluate(
      ...['device', 'lifecycle', 'group'].flatMap((family) => ['--without', family]),
    ) as Evaluation;
    expect(without.scored).toBe(whole.scored);
    expect(whole.tiers.block.lines).toBeGreaterThan(0);
    expect(without.tiers.block.lines).toBe(0);
    // The night's own files stay as they were.
    expect(evaluate()).toEqual(whole);
  });

  it('ranks with the weights of another file', () => {
    const file = join(root, 'none.yaml');
    writeFileSync(file, readFileSync(weights, 'utf8').replaceAll(/^( {2}(?!.*_bar)[a-z_]+): .*$/gm, '$1: 0'));
    const { other } = evaluate('--compare', file) as Comparison;
    expect(other.tiers.watch.lines + other.tiers.review.lines + other.tiers.block.lines).toBe(0);
  });

  it('brings scores onto other values without touching order or tiers', () => {
    const file = join(root, 'halved.yaml');
    const text = readFileSync(weights, 'utf8');
    // Half of every score, and of every bar that a score is held against.
    const halved = text.replaceAll(
      /^( {2}(?:score_at_\d+|(?!family)[a-z]+_bar): )([\d.]+)$/gm,
      (_, key: string, value: string) => `${key}${Number(value) / 2}`,
    );
    writeFileSync(file, halved);
    const { ranking, other } = evaluate('--compare', file) as Comparison;
    expect(other).toEqual({ ...ranking, reliability: other.reliability });
    const top = (of: Evaluation) => of.reliability.steps.at(-1)?.mean_score ?? 0;
    expect(top(other)).toBeLessThanOrEqual(0.5);
    expect(top(ranking)).toBeGreaterThan(0.9);
  });

  it('sets two stores side by side and draws a picture', () => {
    const picture = join(root, 'picture.svg');
    const { measures } = evaluate('--compare', store, '--svg', picture) as Comparison;
    expect(measures).toContainEqual(expect.objectContaining({ name: 'average precision', difference: 0 }));
    expect(readFileSync(picture, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('says when there is nothing to compare with', () => {
    const gone = simhound(
      ...['evaluate', '--store', store, '--truth', truth],
      ...['--compare', join(root, 'no')],
    );
    expect(gone.status).toBe(3);
    expect(gone.stderr).toContain('INPUT_MISSING');
  });
});
