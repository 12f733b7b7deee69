import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';
import type { Manifest } from '../../src/report/manifest.js';
import { sha256Of } from '../../src/sha256.js';
import { buildSample, contextOf, reportInput, temporaryFolder } from '../report/fixture.js';

/** Milliseconds between a step's announcement and the kill, in turns: at its start, and somewhere inside it. */
const delays = [0, 2, 5];

let folder: ReturnType<typeof temporaryFolder>;
let program: string;
let store: string;

beforeAll(async () => {
  folder = temporaryFolder();
  program = compiled(folder.path);
  store = join(folder.path, 'store');
  const ctx = await contextOf(store);
  await buildSample(ctx.store);
  ctx.store.close();
});

afterAll(() => folder.remove());

test('a run killed at any step leaves whole reports and a whole database, and the next makes the same', async () => {
  const undisturbed: Record<string, string>[] = [];
  let steps = 0;
  for (const limit of [1, 2]) {
    ({ steps } = await runNight(limit));
    undisturbed[limit] = bytesOfRun();
  }
  expect(undisturbed[1]).not.toEqual(undisturbed[2]);
  expect(steps).toBeGreaterThan(12);

  let killed = 0;
  for (let step = 1; step <= steps; step++) {
    // Runs of two kinds take turns, so that each has something to replace.
    const limit = 1 + (step % 2);
    killed += (await runNight(limit, { step, delay: delays[step % delays.length] ?? 0 })).killed ? 1 : 0;
    expectWholeRun();
    await expectWholeDatabase();
    if (step % 4 > 0) continue;
    await runNight(limit);
    expect(bytesOfRun()).toEqual(undisturbed[limit]);
  }
  expect(killed).toBeGreaterThan(steps / 2);
});

function bytesOfRun(): Record<string, string> {
  const run = join(store, 'runs/latest');
  return Object.fromEntries(
    readdirSync(run).map((name) => [name, readFileSync(join(run, name)).toString('hex')]),
  );
}

function expectWholeRun(): void {
  const run = join(store, 'runs', reportInput().day);
  const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8')) as Manifest;
  expect(readdirSync(run).sort()).toEqual(
    [...manifest.outputs.map((output) => output.name), 'manifest.json'].sort(),
  );
  for (const { name, sha256: hash } of manifest.outputs)
    expect(sha256Of(readFileSync(join(run, name)))).toBe(hash);
}

async function expectWholeDatabase(): Promise<void> {
  const file = join(store, 'published/simhound.duckdb');
  expect(existsSync(`${file}.wal`)).toBe(false);
  const db = await DuckDb.open({ file, readOnly: true });
  const counts =
    'SELECT (SELECT count(*) FROM suspects) AS suspects, (SELECT count(*) FROM records) AS records';
  expect(await db.row(counts)).toEqual({ suspects: 3n, records: 20n });
  db.close();
}

/** Reports and publishes in a process of its own, which is killed so long after it announced its nth step. */
async function runNight(
  limit: number,
  kill?: { step: number; delay: number },
): Promise<{ killed: boolean; steps: number }> {
  const input = { ...reportInput(), params: { high_volume: { limit } } };
  const child = spawn(process.execPath, [program, store, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let steps = 0;
  child.stdout.on('data', (data) => {
    const before = steps;
    steps += String(data).split('\n').length - 1;
    if (kill && before < kill.step && steps >= kill.step) setTimeout(() => child.kill('SIGKILL'), kill.delay);
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) =>
    child.once('exit', (code, by) => (code === 0 || by ? resolve(by) : reject(new Error(`exit ${code}`)))),
  );
  return { killed: signal === 'SIGKILL', steps };
}

/** Compiles the sources below a folder, so that a process of its own can run them as they are now. */
function compiled(root: string): string {
  const repository = resolve(import.meta.dirname, '../..');
  for (const name of ['sql', 'node_modules', 'package.json'])
    symlinkSync(join(repository, name), join(root, name));
  for (const part of ['engine', 'store', 'report', 'publish', '.']) {
    for (const name of readdirSync(join(repository, 'src', part)).filter((entry) => entry.endsWith('.ts'))) {
      const target = join(root, 'dist', part, name.replace(/ts$/, 'js'));
      mkdirSync(dirname(target), { recursive: true });
      const source = readFileSync(join(repository, 'src', part, name), 'utf8');
      const options = {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
      };
      writeFileSync(target, ts.transpileModule(source, { compilerOptions: options }).outputText);
    }
  }
  const script = join(root, 'dist/night.js');
  writeFileSync(
    script,
    `import { writeSync } from 'node:fs';
     import { mute } from './log.js';
     import { publish } from './publish/publish.js';
     import { writeReports } from './report/reports.js';
     import { openStore } from './store/store.js';
     const store = await openStore(process.argv[2], { memoryLimit: '1GB', threads: 2 });
     // Written at once, so that the other side learns of a step when it begins.
     const advance = ({ note }) => writeSync(1, note + '\\n');
     const progress = { stage: () => ({ advance, end: () => {} }) };
     const ctx = { config: {}, store, log: mute, progress, signal: new AbortController().signal };
     const input = JSON.parse(process.argv[3]);
     await writeReports(ctx, input);
     await publish(ctx, input);
     store.close();`,
  );
  return script;
}
