// npm run bench -- [--rows N] [--no-history] [--dir DIR]: the figures of the README, in one run on one machine.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { addedDays } from './bench/history.mjs';
import { fraudShare, median, simhound, yardstick } from './bench/measure.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    dir: { type: 'string', default: '.cache/bench' },
    'no-history': { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const { dir } = values;
mkdirSync(dir, { recursive: true });
const say = (text) => process.stdout.write(`${text}\n`);
const fixed = (n, digits = 1) => n.toFixed(digits);

const data = `${dir}/week-${rows}-${fraudShare}`;
if (!existsSync(`${data}/truth.csv`)) {
  rmSync(data, { recursive: true, force: true });
  say(`making ${rows} records over seven days …`);
  simhound(
    dir,
    'generate',
    '--out',
    data,
    '--seed',
    '1',
    '--days',
    '7',
    '--records',
    String(rows),
    '--fraud-share',
    fraudShare,
    '--files',
    'one',
    '--formats',
    'generic',
  );
}
const file = `${data}/exports/${readdirSync(`${data}/exports`).find((name) => name.endsWith('.csv'))}`;
const size = statSync(file).size;
say(
  `machine: ${cpus().length} × ${cpus()[0].model}, ${fixed(totalmem() / 2 ** 30, 0)} GiB, Node ${process.version}`,
);
say(
  `file: ${rows} records, ${100 * Number(fraudShare)} % of its lines fraud, ${fixed(size / 2 ** 20, 0)} MiB\n`,
);

const settings = ['--country', 'ES', '--timezone', 'Europe/Madrid', '--memory-limit', '2GB'];
const store = `${dir}/store`;
const log = `${dir}/night.jsonl`;
const yardsticks = [];
const nights = [];
const stages = [];
for (let turn = 0; turn < 3; turn += 1) {
  yardsticks.push(yardstick(dir, file));
  rmSync(store, { recursive: true, force: true });
  rmSync(log, { force: true });
  nights.push(simhound(dir, 'run', '--store', store, '--inbox', file, ...settings, '--log-file', log));
  stages.push(lastNight(log));
}
const base = median(yardsticks);
const night = median(nights);
say('| | seconds | records a second | peak MB | ratio |');
say('|---|---:|---:|---:|---:|');
say(row('yardstick: read_csv into a table', base));
say(row('the night, into an empty store', night));
say('\nThe night by stage, seconds (the median run):\n');
const chosen = stages[nights.indexOf(night)];
say(`| ${Object.keys(chosen).join(' | ')} | start and end |`);
say(`|${'---:|'.repeat(Object.keys(chosen).length + 1)}`);
const inStages = Object.values(chosen).reduce((sum, seconds) => sum + seconds, 0);
say(
  `| ${Object.values(chosen)
    .map((s) => fixed(s))
    .join(' | ')} | ${fixed(night.seconds - inStages)} |`,
);

if (!values['no-history']) {
  say('\nOne more day of equal size, window_days 14:\n');
  say('| days of history | seconds | peak MB | against the row above |');
  say('|---:|---:|---:|---:|');
  let before;
  for (const added of addedDays({ dir, rows: Math.round(rows / 7), settings })) {
    say(
      `| ${added.history} | ${fixed(added.seconds)} | ${fixed(added.megabytes, 0)} | ${before ? fixed(added.seconds / before, 2) : ''} |`,
    );
    before = added.seconds;
  }
}

function row(what, { seconds, megabytes }) {
  const rate = Math.round(rows / seconds).toLocaleString('en');
  return `| ${what} | ${fixed(seconds)} | ${rate} | ${fixed(megabytes, 0)} | ${fixed(seconds / base.seconds, 2)} |`;
}

function lastNight(path) {
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return lines.findLast((line) => line.msg === 'night done').seconds;
}
