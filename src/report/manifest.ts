import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../model.js';
import { sha256Of } from '../sha256.js';
import { builtFiles, type Days } from '../store/lake.js';
import { referenceColumns } from '../store/records.js';
import type { Store } from '../store/store.js';
import { alarmHistory } from './alarms.js';
import type { ResolvedParams } from './phrase.js';

/** A report of the run and the fingerprint of its bytes. */
export interface Output {
  name: string;
  sha256: string;
  bytes: number;
}

/**
 * What a run was made from and what it made, by hash: the same manifest means the same run. It holds neither
 * times nor paths of this machine. Weights are parameters of the models `findings` and `suspects`.
 */
export interface Manifest {
  simhound: string;
  duckdb: string;
  node: string;
  day: string;
  window: Days;
  /** sha256 of each export with records in the window. */
  exports: string[];
  /** Content hash of each reference table that is there. */
  references: Record<string, string>;
  /** Earlier days' alarms, which the alarm counts build on. */
  alarm_history: { days: number; digest: string };
  /** sha256 of each model's header and SQL, by its path below sql/. */
  models: Record<string, string>;
  params: Record<string, ResolvedParams>;
  outputs: Output[];
}

/** Reads what went into a run from the state, and fingerprints the reports that stand in its folder. */
export async function makeManifest(
  store: Store,
  run: {
    day: string;
    window: Days;
    models: Model[];
    params: Record<string, ResolvedParams>;
    version: string;
  },
  folder: string,
): Promise<Manifest> {
  const duckdb = await store.db.row<{ version: string }>('SELECT version() AS version');
  const exports = await store.db.rows<{ export: string }>(
    `SELECT DISTINCT export FROM state.ledger_files
     WHERE day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) ORDER BY export`,
    { from: run.window.from, to: run.window.to },
  );
  const built = await builtFiles(store);
  const references: Record<string, string> = {};
  for (const table of Object.keys(referenceColumns)) {
    const [file] = built.get(table) ?? [];
    if (file) references[table] = file.version;
  }
  return {
    simhound: run.version,
    duckdb: duckdb.version,
    node: process.versions.node,
    day: run.day,
    window: run.window,
    exports: exports.map((row) => row.export),
    references,
    alarm_history: await alarmHistory(store, run.day),
    models: Object.fromEntries(run.models.map((model) => [model.path, modelHash(model)])),
    params: Object.fromEntries(run.models.map((model) => [model.name, run.params[model.name] ?? {}])),
    outputs: outputsOf(folder),
  };
}

/** JSON as every report writes it: keys in order, two blanks, a line end at the end. */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(value, sortedKeys, 2)}\n`;
}

function modelHash({ firstLine: _place, ...said }: Model): string {
  return sha256Of(stableJson(said));
}

function outputsOf(folder: string): Output[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, sha256: sha256Of(bytes), bytes: bytes.length };
    });
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
