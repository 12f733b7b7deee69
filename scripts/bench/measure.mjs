import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const simhoundBin = fileURLToPath(new URL('../../dist/bin/simhound.js', import.meta.url));

/** Share of lines that are fraud in the benches' networks: an operator's order of magnitude; each costs more than a person. */
export const fraudShare = '0.005';

/** Runs a script as a whole process: wall-clock seconds from start to exit, and peak memory in MB. */
export function measure(scratch, script, args) {
  const peak = `${scratch}/peak`;
  const started = performance.now();
  const done = spawnSync(process.execPath, ['--import', `${here}peak.mjs`, script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BENCH_PEAK: peak },
  });
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${done.status}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: Number(readFileSync(peak, 'utf8')) };
}

export const yardstick = (scratch, file) => measure(scratch, `${here}yardstick.mjs`, [file]);

export const simhound = (scratch, ...args) => measure(scratch, simhoundBin, [...args, '--quiet']);

/** The median by seconds of three runs. */
export function median(runs) {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
}
