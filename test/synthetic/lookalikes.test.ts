import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDb } from '../../src/engine/duckdb.js';
import { lookalikes } from '../../src/synthetic/lookalikes/index.js';
import { load, Networks } from './networks.js';

const networks = new Networks();

/** For each look-alike that is hard in a way of its own: what makes it look like abuse, and what tells it apart. */
const traits: Record<string, { hits: string; clears: string }> = {
  a2p_sender: {
    hits: `SELECT max(n) > 120 FROM (SELECT line, day, count(*) AS n FROM k WHERE type = 'SMSMO' GROUP BY 1, 2)`,
    clears: `SELECT bool_or(length(line) = 5) FROM k`,
  },
  call_centre: {
    hits: `SELECT count(*) / count(DISTINCT (line, day)) > 20 AND count(DISTINCT other) > 0.3 * count(*) FROM k WHERE type = 'MOC'`,
    clears: `SELECT max(activated) < DATE '2025-10-15' FROM l JOIN t USING (line) WHERE kind = 'call_centre'`,
  },
  cloned_imei: {
    hits: `SELECT max(n) >= 4 FROM (SELECT device, count(DISTINCT line) AS n FROM k GROUP BY device)`,
    clears: `SELECT max(n) > 2 FROM (SELECT device, count(DISTINCT split_part(cell, '-', 3)) AS n FROM k GROUP BY device)`,
  },
  courier: {
    hits: `SELECT max(n) > 25 FROM (SELECT line, day, count(DISTINCT other) AS n FROM k WHERE type = 'MOC' GROUP BY 1, 2)`,
    clears: `SELECT min(n) > 3 FROM (SELECT line, count(DISTINCT cell) AS n FROM k GROUP BY 1)`,
  },
  event_crowd: {
    hits: `SELECT max(n) >= 8 FROM (SELECT cell, date_trunc('hour', began) AS h, count(DISTINCT line) AS n FROM k GROUP BY 1, 2)`,
    clears: `SELECT median(n) > 3 FROM (SELECT line, count(DISTINCT cell) AS n FROM k GROUP BY 1)`,
  },
  office_gateway: {
    hits: `SELECT max(CAST(device AS BIGINT)) - min(CAST(device AS BIGINT)) < count(DISTINCT line) FROM k`,
    clears: `SELECT count(DISTINCT account) = 1 FROM l JOIN t USING (line) WHERE kind = 'office_gateway'`,
  },
  recycled_number: {
    hits: `SELECT bool_or(n >= 2) FROM (SELECT line, count(DISTINCT device) AS n FROM k GROUP BY line)`,
    clears: `SELECT max(n) < 40 FROM (SELECT line, day, count(*) AS n FROM k WHERE type = 'MOC' GROUP BY 1, 2)`,
  },
  repair_shop: {
    hits: `SELECT max(n) >= 4 FROM (SELECT device, count(DISTINCT line) AS n FROM r
      WHERE device NOT IN (SELECT device FROM k WHERE kind = 'cloned_imei') AND device NOT LIKE '00000%' GROUP BY device)`,
    clears: `SELECT max(seconds) < 3600 FROM k`,
  },
  returner: {
    hits: `SELECT bool_or(first > DATE '2026-03-02') FROM (SELECT line, min(day) AS first FROM k GROUP BY line)`,
    clears: `SELECT count_if(type = 'MTC') > 0.1 * count_if(type = 'MOC') FROM k`,
  },
  staff_batch: {
    hits: `SELECT max(phone) - min(phone) < count(*) + 2 AND
      (SELECT count(DISTINCT activated) FROM l JOIN t USING (line) WHERE kind = 'staff_batch') = 1
      FROM (SELECT line, CAST(mode(device) AS BIGINT) AS phone FROM k GROUP BY line)`,
    clears: `SELECT count_if(type = 'MTC' AND outcome = 'answered') > 0.1 * count_if(type = 'MOC') FROM k`,
  },
  student_batch: {
    hits: `SELECT count(DISTINCT (dealer, activated)) = 1 FROM l JOIN t USING (line) WHERE kind = 'student_batch'`,
    clears: `SELECT count_if(type = 'MTC' AND outcome = 'answered') > 0.2 * count_if(type = 'MOC') FROM k`,
  },
  telemarketer: {
    hits: `SELECT max(CAST(line AS BIGINT)) - min(CAST(line AS BIGINT)) < count(DISTINCT line) AND
      count(DISTINCT other) > 0.9 * count(*) FROM k WHERE type = 'MOC'`,
    clears: `SELECT bool_or(type = 'MTC' AND outcome = 'answered') FROM k`,
  },
  teleworker: {
    hits: `SELECT max(n) > 12 FROM (SELECT line, day, count(*) AS n FROM k WHERE type = 'MOC' GROUP BY 1, 2)`,
    clears: `SELECT count(DISTINCT (line, other)) < 0.8 * count(*) FROM k WHERE type = 'MOC'`,
  },
  tour_group: {
    hits: `SELECT max(n) >= 3 FROM (SELECT day, cell, count(DISTINCT line) AS n FROM k
      WHERE split_part(cell, '-', 1) <> substr(imsi, 1, 3) GROUP BY 1, 2)`,
    clears: `SELECT count(DISTINCT (line, other)) < 0.8 * count(*) FROM k WHERE type = 'MOC'`,
  },
  village_phone: {
    hits: `SELECT count(DISTINCT other) > 40 AND count(DISTINCT cell) <= 2 FROM k WHERE type = 'MOC'`,
    clears: `SELECT bool_or(type = 'MTC' AND outcome = 'answered') FROM k`,
  },
};

describe.each([61, 62])('look-alikes, seed %i', (seed) => {
  let db: DuckDb;
  beforeAll(async () => {
    db = await load((await networks.make({ lines: 1800, days: 6, fraud_share: 0, seed })).out);
    await db.run('CREATE TABLE all_kinds AS SELECT r.*, t.kind FROM r JOIN t USING (line)');
  });
  afterAll(() => db.close());

  it('are all there, and none is fraud', async () => {
    const kinds = await db.rows<{ kind: string }>(
      "SELECT DISTINCT kind FROM t WHERE kind <> 'person' ORDER BY kind",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(lookalikes.map(({ name }) => name).sort());
    expect(await db.rows('SELECT 1 FROM t WHERE fraud OR ring IS NOT NULL')).toEqual([]);
  });

  it.each(Object.entries(traits))('%s looks like abuse and is not', async (kind, { hits, clears }) => {
    const scoped = (sql: string) =>
      `WITH k AS (SELECT * FROM all_kinds WHERE kind = '${kind}') SELECT (${sql}) AS found`;
    expect(await db.row(scoped(hits))).toEqual({ found: true });
    expect(await db.row(scoped(clears))).toEqual({ found: true });
  });
});
afterAll(() => networks.remove());
