import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fraudShare, median, simhound } from './measure.mjs';

/** Behind how many days of history one more day is measured. */
const histories = [1, 14, 28];

/**
 * Nights that add one day to a store with so much history, median of three from the same copy of the store.
 * @yields {{ history: number, seconds: number, megabytes: number }}
 */
export function* addedDays({ dir, rows, settings, copy }) {
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
  for (const history of histories) {
    night(store, history);
    const runs = [1, 2, 3].map(() => {
      copy(store, `${dir}/added`);
      return night(`${dir}/added`, history + 1);
    });
    yield { history, ...median(runs) };
  }
}
