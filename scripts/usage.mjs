// Rewrites the README's usage block from the commands' own --help; with --check it only says whether it is up to date.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const readme = new URL('../README.md', import.meta.url);
const bin = new URL('../dist/bin/simhound.js', import.meta.url).pathname;

/** The help of a command, or of simhound itself; the width is the one that it has without a terminal. */
function help(...command) {
  const run = spawnSync(process.execPath, [bin, ...command, '--help'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`simhound ${command.join(' ')} --help failed: ${run.stderr}`);
  return run.stdout.trimEnd();
}

/** What every command's help repeats stands once, in the first block. */
function own(text) {
  return text
    .split('\n\n')
    .filter((part) => !/^(Everywhere|Configuration):/.test(part))
    .join('\n\n');
}

const top = help();
const names = [...top.matchAll(/^ {2}simhound (\w+)/gm)]
  .map(([, name]) => name)
  .filter((name) => name !== 'completion');
const blocks = [top, ...names.map((name) => own(help(name)))].map((text) => `\`\`\`\n${text}\n\`\`\`\n`);

const [open, close] = ['<!-- usage -->', '<!-- /usage -->'];
const before = readFileSync(readme, 'utf8');
const [start, end] = [before.indexOf(open), before.indexOf(close)];
if (start < 0 || end < start) throw new Error(`README.md has no ${open} … ${close}`);
const after = `${before.slice(0, start)}${open}\n${blocks.join('\n')}${before.slice(end)}`;

if (!process.argv.includes('--check')) writeFileSync(readme, after);
else if (after !== before) {
  console.error('README.md: the usage is out of date; run node scripts/usage.mjs');
  process.exitCode = 1;
}
