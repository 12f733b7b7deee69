import { statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { exposeTables } from '../../src/store/lake.js';
import { openPlace } from './fixture.js';

const header = 'record_type,calling_number,called_number,start_time,duration,imsi,imei,cell,remark';
/** Two and a half days of Madrid's time, over the hour that does not exist. */
const begin = Date.UTC(2024, 2, 29, 20);
const rows = 600_000;
const step = 360;
const pad = '.'.repeat(36);
const repeats = 6;
const unwanted = 5;

/** A row every 0.36 s, to the second, as switches write them. */
function row(i: number): string {
  const time = new Date(begin + i * step).toISOString().slice(0, 19).replace('T', ' ');
  return `MOC,34600${100_000 + (i % 5000)},34611${100_000 + ((i * 7) % 90_000)},${time},${i % 300},21401${1_000_000_000 + (i % 5000)},,c${i % 40},${i}${pad}`;
}

/** Every row, some of them twice, three that cannot be loaded, and some of a kind that nobody wants. */
function exportOf(order: (i: number) => number): string {
  const lines = [header];
  for (let i = 0; i < rows; i++) {
    const line = row(order(i));
    lines.push(line);
    if (i % (rows / repeats) === 1000) lines.push(line);
    if (i % (rows / unwanted) === 2000) lines.push(line.replace('MOC', 'GPRS'));
    if (i % (rows / 3) === 70_000) lines.push(line.replace(/,2024-[^,]*,/, ',never,'));
  }
  return `${lines.join('\n')}\n`;
}

const orders = {
  'in the order of time': (i: number) => i,
  'in no order': (i: number) => (i * 7919) % rows,
  // The sample is all that is looked at before.
  'in no order behind its first rows': (i: number) => (i < 2000 ? i : 2000 + ((i * 7919) % (rows - 2000))),
};

describe('a large export', () => {
  const expected = new Map<string, number>();
  const days = new Map<number, string>();
  /** The same whatever the order. */
  const digests = new Set<string>();
  beforeAll(() => {
    const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid' });
    for (let i = 0; i < rows; i += 1) {
      // Days change at whole hours.
      const hour = Math.floor((begin + i * step) / 3_600_000) * 3_600_000;
      const day = days.get(hour) ?? formatter.format(hour);
      days.set(hour, day);
      expected.set(day, (expected.get(day) ?? 0) + 1);
    }
  });

  test.each(Object.entries(orders))('%s is parted by local days, each row once', async (_, order) => {
    const place = await openPlace({ timezone: 'Europe/Madrid' });
    const file = place.file('large.csv', exportOf(order).replace('start_time', 'start_time_utc'));
    expect(statSync(file).size).toBeGreaterThan(64 << 20);
    expect(await place.load(file)).toMatchObject({
      rows_read: rows + repeats + 3 + unwanted,
      loaded: rows,
      duplicates: repeats,
      quarantined: 3,
      skipped: unwanted,
      first_time: '2024-03-29 20:00:00',
    });
    const { store } = place.context;
    await exposeTables(store, ['records']);
    const byDay = await store.db.rows(
      `SELECT CAST(day AS VARCHAR) AS day, CAST(count(*) AS INTEGER) AS records,
         CAST(count(*) FILTER (CAST(timezone('Europe/Madrid', timezone('UTC', start_time)) AS DATE) <> day) AS INTEGER) AS astray
       FROM records GROUP BY ALL ORDER BY 1`,
    );
    expect(byDay).toEqual([...expected].map(([day, records]) => ({ day, records, astray: 0 })));
    const ledger = await store.db.rows<{ digest: string }>('SELECT digest FROM state.ledger');
    digests.add(ledger[0]?.digest ?? '');
    expect(digests.size).toBe(1);
  });
});
