// One command of the built simhound, and what a night left in the state.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const bin = fileURLToPath(new URL('../../dist/bin/simhound.js', import.meta.url));

/** Runs a command and returns its JSON. */
export function run(...args) {
  const done = spawnSync(process.execPath, [bin, ...args, '--json', '--quiet'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (done.status !== 0) throw new Error(`simhound ${args[0]} ended with ${done.status}: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** By table: rows, and for the models seconds and the rows of all they read. */
export async function buildsOf(store, seconds) {
  const instance = await DuckDBInstance.create(join(store, 'state.duckdb'), { access_mode: 'READ_ONLY' });
  const db = await instance.connect();
  const reader = await db.runAndReadAll(`
    SELECT table_name, CAST(sum(rows) AS BIGINT) FROM builds GROUP BY 1
    UNION ALL SELECT 'records', CAST(sum(rows) AS BIGINT) FROM ledger_files`);
  const rows = new Map(reader.getRows().map(([name, count]) => [name, Number(count)]));
  db.closeSync();
  instance.closeSync();
  const builds = new Map([['records', { rows: rows.get('records') }]]);
  const models = run(
    'models',
    '--store',
    store,
    '--config',
    join(store, '..', `net_${basename(store)}`, 'simhound.yaml'),
  );
  for (const { name, reads } of models) {
    const read = reads.reduce((sum, table) => sum + (rows.get(table) ?? 0), 0);
    builds.set(name, { rows: rows.get(name) ?? 0, read, seconds: seconds[name] ?? 0 });
  }
  return builds;
}

function basename(path) {
  return path.split(/[\\/]/).at(-1);
}
