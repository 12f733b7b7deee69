import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../../src/config.js';
import type { Context } from '../../src/context.js';
import { literal } from '../../src/engine/duckdb.js';
import { mute } from '../../src/log.js';
import type { Family, Model } from '../../src/model.js';
import { silent } from '../../src/progress.js';
import type { ReportInput } from '../../src/report/reports.js';
import { noDay } from '../../src/store/records.js';
import { openStore, type Store } from '../../src/store/store.js';

/** A folder that is gone after the test. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'simhound-report-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A context over a real store. */
export async function contextOf(path: string, threads = 2): Promise<Context> {
  const store = await openStore(path, { memoryLimit: '1GB', threads });
  return {
    config: { store: path, memory_limit: '1GB', threads } as Config,
    store,
    log: mute,
    progress: silent,
    signal: new AbortController().signal,
  };
}

/** Writes a built table into the lake and vouches for it in the state. */
export async function build(store: Store, table: string, select: string, day: string = noDay): Promise<void> {
  const folder = day === noDay ? table : `${table}/day=${day}`;
  const path = `${folder}/key.parquet`;
  const file = join(store.folders.lake, path);
  mkdirSync(dirname(file), { recursive: true });
  await store.db.run(`COPY (${select}) TO ${literal(file)} (FORMAT parquet)`);
  await store.db.run(
    `INSERT OR REPLACE INTO state.builds
     SELECT $table, CAST($day AS DATE), 'key', $path, (SELECT count(*) FROM read_parquet(${literal(file)})), 0, now()::TIMESTAMP`,
    { table, day, path },
  );
}

/** A model that is already built: its SQL is never run here. */
export function heuristic(name: string, family: Family, facts: Partial<Model['heuristic'] & object>): Model {
  return {
    name,
    path: `heuristics/${family}/${name}.sql`,
    title: name.replaceAll('_', ' '),
    grain: 'window',
    reads: ['line_window'],
    params: {},
    sql: 'SELECT 1',
    firstLine: 1,
    heuristic: {
      family,
      counter: false,
      plain: false,
      unit: 'calls',
      because: 'it called {value} times',
      recount: 'SELECT count(*) AS value FROM records WHERE line = $line AND day BETWEEN $from AND $to',
      false_positives: [],
      cleared_by: [],
      blind_spots: [],
      references: [],
      status: 'stable',
      ...facts,
    },
  };
}

export const window = { from: '2026-03-01', to: '2026-03-03' };

/** The small catalogue that `buildSample` has rows for. */
export const models: Model[] = [
  heuristic('high_volume', 'traffic', {
    because: 'it called {value} times at most a day, {unanswered_share} of them unanswered, above {limit}',
    cleared_by: ['place/moves_about'],
    false_positives: ['call centres'],
    blind_spots: ['throttled boxes'],
  }),
  heuristic('many_sims', 'device', {
    unit: 'lines',
    because: '{value} lines were worked from device {imei}',
    recount:
      'SELECT count(DISTINCT line) AS value FROM records WHERE imei = $subject AND day BETWEEN $from AND $to',
    false_positives: ['repair shops'],
    blind_spots: ['boxes that tumble their IMEIs'],
  }),
  heuristic('moves_about', 'place', {
    counter: true,
    unit: 'cells a day',
    because: 'it moved through {value} cells a day, and last called {other_line}',
    recount:
      'SELECT count(DISTINCT cell) AS value FROM records WHERE line = $line AND day BETWEEN $from AND $to',
    blind_spots: ['boxes in cars'],
  }),
];

/** What `nightly` would hand to the reports. */
export function reportInput(day = window.to): ReportInput {
  return { day, window, models, params: { high_volume: { limit: 1.5 } }, version: '0.1.0' };
}

/** Negative ids, as import makes them of texts. */
export const named = { id: -77, name: '=HYPERLINK("x")' };

/**
 * A store whose models are built: four lines in two devices over two of three days.
 * 34600000001 and 34600000002 share a device and call a lot, the named line calls and moves about,
 * 34600000004 does nothing remarkable.
 */
export async function buildSample(store: Store): Promise<void> {
  for (const day of ['2026-03-01', '2026-03-03']) {
    const export_ = (day.endsWith('1') ? 'a' : 'b').repeat(64);
    const path = `records/day=${day}/${export_}.parquet`;
    mkdirSync(dirname(join(store.folders.lake, path)), { recursive: true });
    await store.db.run(
      `COPY (${recordsOf(day)}) TO ${literal(join(store.folders.lake, path))} (FORMAT parquet)`,
    );
    await store.db.run(
      `INSERT INTO state.ledger VALUES ($export, $name, 1, 'generic', 'p', 12, 10, 1, 1, 0,
         CAST($day AS TIMESTAMP), CAST($day AS TIMESTAMP) + INTERVAL 9 HOUR, 'd', now()::TIMESTAMP, 1.5);
       `
        .trim()
        .replace(/;$/, ''),
      { export: export_, name: `/somewhere/else/${day}.csv`, day },
    );
    await store.db.run(
      `INSERT INTO state.ledger_files VALUES ($export, CAST($day AS DATE), $path, 10, 'd')`,
      {
        export: export_,
        day,
        path,
      },
    );
    const devices = `SELECT line, imsi, imei, count(*) AS records FROM (${recordsOf(day)}) GROUP BY ALL`;
    await build(store, 'line_device_day', devices, day);
    const kinds = `SELECT direction, service, outcome, count(*) AS records, count(imsi) AS with_imsi, count(imei) AS with_imei,
        count(cell) AS with_cell FROM (${recordsOf(day)}) GROUP BY ALL`;
    await build(store, 'record_kind_day', kinds, day);
  }
  await build(store, 'names', `SELECT ${named.id} AS id, ${literal(named.name)} AS name`);
  await build(
    store,
    'scores',
    `SELECT * FROM (VALUES (34600000001, 0.9::DOUBLE, 1::BIGINT, 0.9::DOUBLE, 0::DOUBLE), (34600000002, 0.7, 2, 0.7, 0),
       (${named.id}, 0.25, 3, 0.5, 0.5), (34600000004, 0, 4, 0, 0)) AS t(line, score, rank, for_fraud, against_fraud)`,
  );
  await build(
    store,
    'line_window',
    'SELECT line, 5 AS out_calls FROM (VALUES (34600000001), (34600000004)) AS t(line)',
  );
  await buildFindings(store);
}

async function buildFindings(store: Store): Promise<void> {
  await build(
    store,
    'high_volume',
    `SELECT 'line' AS subject_type, line AS subject_id, line, strength, value, 2.5::DOUBLE AS threshold,
       0.876::DOUBLE AS unanswered_share
     FROM (VALUES (34600000001, 0.8::DOUBLE, 4::DOUBLE), (34600000002, 0.6, 3.456), (${named.id}, 0.5, 2)) AS t(line, strength, value)`,
  );
  await build(
    store,
    'many_sims',
    `SELECT 'device' AS subject_type, 1234567890123 AS subject_id, line, 0.9::DOUBLE AS strength, 2::DOUBLE AS value,
       2::DOUBLE AS threshold, 1234567890123 AS imei
     FROM (VALUES (34600000001), (34600000002)) AS t(line)`,
  );
  await build(
    store,
    'moves_about',
    `SELECT 'line' AS subject_type, ${named.id} AS subject_id, ${named.id} AS line, -0.5::DOUBLE AS strength,
       2::DOUBLE AS value, 5::DOUBLE AS threshold, ${named.id} AS other_line`,
  );
  const union = [
    ['high_volume', 'traffic'],
    ['many_sims', 'device'],
    ['moves_about', 'place'],
  ].map(
    ([
      name,
      family,
    ]) => `SELECT '${name}' AS heuristic, '${family}' AS family, subject_type, subject_id, line, strength,
      value, threshold, strength AS evidence FROM read_parquet(${literal(join(store.folders.lake, `${name}/key.parquet`))})`,
  );
  await build(store, 'findings', union.join(' UNION ALL '));
  await build(
    store,
    'suspects',
    `SELECT * FROM (VALUES
       (1::BIGINT, 34600000001, 'block', 0.9::DOUBLE, 'bypass box', 3::BIGINT, 'traffic device', TIMESTAMP '2026-03-01 08:00:00', TIMESTAMP '2026-03-03 09:00:00'),
       (2, 34600000002, 'review', 0.7, 'bypass box', 2, 'traffic device', TIMESTAMP '2026-03-01 08:00:00', TIMESTAMP '2026-03-03 09:00:00'),
       (3, ${named.id}, 'watch', 0.25, 'unclear', 0, NULL, TIMESTAMP '2026-03-01 08:00:00', TIMESTAMP '2026-03-03 09:00:00')
     ) AS t(rank, line, tier, score, typology, families, family_list, first_seen, last_seen)`,
  );
  await build(
    store,
    'near_misses',
    `SELECT ${named.id} AS line, 3::BIGINT AS rank, 0.25::DOUBLE AS score, 0.5::DOUBLE AS for_fraud, 0.5::DOUBLE AS against_fraud`,
  );
  await build(
    store,
    'victims',
    `SELECT ${named.id} AS callee, 1::BIGINT AS rank, 2::BIGINT AS suspects, 3::BIGINT AS calls, 1::BIGINT AS long_calls,
       900::BIGINT AS answered_seconds, TIMESTAMP '2026-03-01 08:00:00' AS first_call,
       TIMESTAMP '2026-03-03 09:00:00' AS last_call, 1::BIGINT AS best_rank, 1800.0::DOUBLE AS urgency`,
  );
}

/** Ten records a day: four by the first line, three by the second, two by the named one, one by the last. */
function recordsOf(day: string): string {
  return `SELECT line, 34700000001 AS counterpart, 'MO' AS direction, 'voice' AS service,
    TIMESTAMP '${day} 08:00:00' + n * INTERVAL 1 MINUTE AS start_time, CAST(30 AS INTEGER) AS duration,
    CASE WHEN n % 2 = 0 THEN 'answered' ELSE 'no_answer' END AS outcome, line % 1000 + 214010000000000 AS imsi,
    CASE WHEN line IN (34600000001, 34600000002) THEN 1234567890123 WHEN line > 0 THEN 35000000000004 END AS imei,
    CAST(0 AS TINYINT) AS imei_check, 'cell-' || (n % 2) AS cell, CAST(NULL AS VARCHAR) AS trunk_in, CAST(NULL AS VARCHAR) AS trunk_out,
    CASE WHEN line < 0 THEN ${literal(named.name)} END AS line_name, CAST(NULL AS VARCHAR) AS counterpart_name,
    hash(line, n) >> 1 AS record_hash
  FROM (SELECT n, CASE WHEN n < 4 THEN 34600000001 WHEN n < 7 THEN 34600000002 WHEN n < 9 THEN ${named.id} ELSE 34600000004 END AS line
        FROM range(10) AS t(n))`;
}
