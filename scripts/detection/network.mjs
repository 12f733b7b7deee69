// One network from nothing to its evaluation, every step a whole process of the built simhound.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const bin = fileURLToPath(new URL('../../dist/bin/simhound.js', import.meta.url));

const execute = promisify(execFile);

/** Runs a command and returns its JSON. */
async function simhound(folder, ...args) {
  const { stdout } = await execute(process.execPath, [bin, ...args, '--json', '--quiet'], {
    cwd: folder,
    maxBuffer: 1e9,
  }).catch((failure) => {
    // 1 is a failed quality gate: the outputs are there, and a network is allowed to be imperfect.
    if (args[0] === 'run' && failure.code === 1) return failure;
    throw new Error(`simhound ${args[0]} ended with ${failure.code ?? failure.signal}: ${failure.stderr}`);
  });
  return JSON.parse(stdout);
}

/** Makes a network, as `generate` takes its flags. @returns its folder. */
export async function makeNetwork(root, seed, flags) {
  const folder = join(root, `network-${seed}`);
  rmSync(folder, { recursive: true, force: true });
  await simhound(root, 'generate', '--out', folder, '--seed', String(seed), '--files', 'one', ...flags);
  return folder;
}

/** Runs the night over a network into a store beside it. @returns the store. */
export async function runNight(folder, days) {
  const store = join(folder, 'store');
  const table = (flag, name) => {
    const file = join(folder, 'reference', `${name}.csv`);
    return existsSync(file) ? [`--tables.${flag}.file`, file] : [];
  };
  const said = existsSync(join(folder, 'network.json'))
    ? JSON.parse(readFileSync(join(folder, 'network.json'), 'utf8'))
    : { country: 'ES', timezone: 'Europe/Madrid' };
  await simhound(
    folder,
    'run',
    ...['--store', store, '--inbox', join(folder, 'exports', '*')],
    ...['--country', said.country, '--timezone', said.timezone],
    // The window is as long as there are days, but no shorter than a run's own three.
    ...['--window-days', String(Math.max(3, days))],
    ...table('lines', 'lines'),
    ...table('cells', 'cells'),
    ...table('device-types', 'device_types'),
  );
  return store;
}

/** Evaluates a night, with more flags where given. */
export async function evaluateNight(folder, ...flags) {
  const truth = join(folder, 'truth.csv');
  return await simhound(folder, 'evaluate', '--store', join(folder, 'store'), '--truth', truth, ...flags);
}
