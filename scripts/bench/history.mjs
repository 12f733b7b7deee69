import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { fraudShare, median, simhound } from './measure.mjs';

/** Behind how many days of history one more day is measured. */
const histories = [1, 14, 28];

/**
 * Nights that add one day to a store with so much history, median of three from copies of one store. The three histories
 * take turns: a shared machine's speed changes within minutes, which would pass for growth.
 * @returns {{ history: number, seconds: number, megabytes: number }[]}
 */
export function addedDays({ dir, rows, settings }) {
  const days = Math.max(...histories) + 1;
  const data = `${dir}/month-${rows}-${fraudShare}`;
  if (!existsSync(`${data}/truth.csv`)) {
    rmSync(data, { recursive: true, force: true });
    simhound(
      dir,
      'generate',
      '--out',
      data,
      '--seed',
      '2',
      '--days',
      String(days),
      '--records',
      String(rows * days),
      '--fraud-share',
      fraudShare,
      '--files',
      'day',
      '--formats',
      'generic',
    );
  }
  const files = readdirSync(`${data}/exports`)
    .filter((name) => name.endsWith('.csv'))
    .sort();
  const store = `${dir}/history`;
  rmSync(store, { recursive: true, force: true });
  const night = (place, count) =>
    simhound(
      dir,
      'run',
      '--store',
      place,
      ...files.slice(0, count).flatMap((name) => ['--inbox', `${data}/exports/${name}`]),
      ...settings,
    );
  const runs = histories.map((history) => {
    night(store, history);
    copy(store, `${store}-${history}`);
    return { history, nights: [] };
  });
  for (let turn = 0; turn < 3; turn += 1) {
    for (const { history, nights } of runs) {
      copy(`${store}-${history}`, `${dir}/added`);
      nights.push(night(`${dir}/added`, history + 1));
    }
  }
  for (const history of histories) rmSync(`${store}-${history}`, { recursive: true, force: true });
  return runs.map(({ history, nights }) => ({ history, ...median(nights) }));
}

function copy(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}
