import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nightOfBatches } from './night.js';

const header = 'line,direction,service,day,hour,count,gap,counterpart,step,duration,outcome,imsi,imei,cell';

/** A network of fixed lines with so many calls each, and what is said of those beyond the floor. */
async function compared(calls: number[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'simhound-peers-')), 'records.csv');
  const rows = calls.map(
    (n, i) => `${34910000000 + i * 100},MO,voice,0,8,${n},60,34921100000,1,40,answered,,,`,
  );
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
  const store = await nightOfBatches(file, '2026-03-02', ['high_outbound_volume', 'peer_rank']);
  return await store.db.rows<{
    strength: number;
    percentile: number | null;
    peers: number;
    compared: string;
  }>(
    `SELECT h.strength, p.percentile, CAST(p.peers AS INTEGER) AS peers, h.compared FROM high_outbound_volume h
     JOIN peer_rank p ON p.line = h.line ORDER BY h.value DESC`,
  );
}

const idle = (n: number) => Array.from({ length: n }, () => 3);

test('a line that stands out among its peers counts by how far it stands out', async () => {
  const [busiest] = await compared([200, ...idle(119)]);
  expect(busiest).toMatchObject({ strength: 1, percentile: 1, peers: 120 });
  expect(busiest?.compared).toContain('120 lines of its kind');
});

test('what a twentieth of the peers do as well is said, and weighs half', async () => {
  const found = await compared([...Array.from({ length: 30 }, () => 200), ...idle(90)]);
  expect(found).toHaveLength(30);
  for (const one of found) expect(one.strength).toBe(0.5);
});

test('too few peers, or peers who are all that busy, leave the floor alone, and it is said', async () => {
  for (const calls of [[200, ...idle(20)], Array.from({ length: 120 }, () => 200)]) {
    const [first] = await compared(calls);
    expect(first).toMatchObject({ strength: 1, percentile: null, peers: 0 });
    expect(first?.compared).toContain('absolute floor');
  }
});
