// npm run bench:growth [-- --lines 1000 --engine duckdb --write]: how the cost of every model grows
// with the records (1, 3, 10 times) and with the lines (1, 3 times). With --write the tables go into docs/scale.md.
// --engine trino works on the cluster of npm run trino:up -- --lake ROOT, with --root ROOT.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hubExport, multiply, settings } from './growth/network.mjs';
import { buildsOf, run } from './growth/night.mjs';
import { exponent, table } from './growth/table.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000' },
    engine: { type: 'string', default: 'duckdb' },
    root: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const lines = Number(values.lines);
const days = 7;
const repeats = 3;
// Calls of the crowd around the hub at the first size: about a tenth of what the lines make.
const hub = lines * 25;
const root = values.root ?? mkdtempSync(join(tmpdir(), 'simhound-growth-'));
/** Builds the graph for one size from nothing, and says what each model cost. */
async function measure(name, size) {
  const folder = join(root, `net_${name}`);
  mkdirSync(folder, { recursive: true });
  run('generate', '--out', folder, '--lines', String(lines), '--days', String(days), '--formats', 'generic');
  await multiply(folder, size.copies, size.busier);
  await hubExport(folder, size.copies * hub, lines * (size.copies / size.busier));
  const config = join(folder, 'simhound.yaml');
  let builds;
  for (let i = 0; i < repeats; i += 1) {
    writeFileSync(config, settings(join(root, name), values.engine, name));
    const { build } = run('run', '--config', config);
    const found = await buildsOf(join(root, name), build.seconds);
    // The shortest time is the one that least of the machine's other work got into.
    for (const [table, { seconds }] of builds ?? []) {
      if (seconds !== undefined) found.get(table).seconds = Math.min(found.get(table).seconds, seconds);
    }
    builds = found;
    rmSync(join(root, name), { recursive: true });
  }
  process.stderr.write(`${name}: ${builds.get('records').rows} records\n`);
  rmSync(folder, { recursive: true });
  return builds;
}

const sizes = {
  r1: { copies: 1, busier: 1 },
  r3: { copies: 3, busier: 3 },
  r10: { copies: 10, busier: 10 },
  l3: { copies: 3, busier: 1 },
};
const results = {};
for (const [name, size] of Object.entries(sizes)) results[name] = await measure(name, size);
if (!values.root) rmSync(root, { recursive: true });

const text = table(results, values.engine);
console.log(text);
const steep = exponent.steep(results, values.engine);
for (const line of steep) console.log(line);
if (values.write) {
  const page = fileURLToPath(new URL('../docs/scale.md', import.meta.url));
  const [open, close] = [`<!-- growth ${values.engine} -->`, `<!-- /growth ${values.engine} -->`];
  const before = readFileSync(page, 'utf8');
  if (!before.includes(open)) throw new Error(`${page} has lost its mark ${open}.`);
  writeFileSync(
    page,
    before.replace(new RegExp(`${open}[\\s\\S]*${close}`), `${open}\n\n${text}\n\n${close}`),
  );
}
process.exitCode = steep.length > 0 ? 1 : 0;
