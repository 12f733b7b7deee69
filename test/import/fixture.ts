import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { schema } from '../../src/config/schema.js';
import type { Config } from '../../src/config.js';
import type { Context } from '../../src/context.js';
import { type ImportOutcome, importExports } from '../../src/import/exports.js';
import { mute } from '../../src/log.js';
import { silent } from '../../src/progress.js';
import { exposeTables } from '../../src/store/lake.js';
import { openStore } from '../../src/store/store.js';

/** One row of the quarantine. */
export interface Refused {
  line: number | null;
  reason: string;
  text: string;
}

/** A folder with exports and a store, gone after the tests of the file. */
export interface Place {
  path: string;
  context: Context;
  /** Writes an export; returns its path. */
  file(name: string, content: string | Buffer): string;
  import(...files: string[]): Promise<ImportOutcome[]>;
  /** Imports one export that must load. */
  load(file: string): Promise<Extract<ImportOutcome, { state: 'loaded' | 'already loaded' }>>;
  /** The lake's records, times as text, in the order of their start; `columns` is a select list. */
  records(columns?: string): Promise<Record<string, unknown>[]>;
  refused(outcome: ImportOutcome): Promise<Refused[]>;
}

const places: Place[] = [];
afterAll(() => {
  for (const { path, context } of places) {
    context.store.close();
    rmSync(path, { recursive: true, force: true });
  }
});

/** Opens a place; Spain and UTC unless told otherwise. */
export async function openPlace(settings: Partial<Config> = {}): Promise<Place> {
  const path = mkdtempSync(join(tmpdir(), 'simhound-import-'));
  const config = schema.parse({
    store: join(path, 'store'),
    inbox: [],
    country: 'ES',
    threads: 2,
    ...settings,
  });
  const store = await openStore(config.store, { memoryLimit: '1GB', threads: config.threads });
  const context: Context = {
    config,
    store,
    log: mute,
    progress: silent,
    signal: new AbortController().signal,
  };
  const place: Place = {
    path,
    context,
    file: (name, content) => {
      const target = join(path, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target;
    },
    import: (...files) => importExports(context, files),
    load: async (file) => {
      const [outcome] = await importExports(context, [file]);
      if (outcome?.state === 'failed') throw outcome.error;
      if (!outcome) throw new Error('nothing was imported');
      const { rows_read, loaded, duplicates, quarantined, skipped } = outcome;
      if (rows_read !== loaded + duplicates + quarantined + skipped) throw new Error('rows do not add up');
      return outcome;
    },
    records: async (
      columns = '* REPLACE (CAST(start_time AS VARCHAR) AS start_time, CAST(day AS VARCHAR) AS day)',
    ) => {
      await exposeTables(context.store, ['records']);
      return await context.store.db.rows(
        `SELECT ${columns} FROM records ORDER BY records.start_time, records.line, records.record_hash`,
      );
    },
    refused: async (outcome) => {
      if (outcome.state === 'failed' || !outcome.quarantine) return [];
      return await context.store.db.rows<Refused & object>(
        `SELECT CAST(line AS DOUBLE) AS line, reason, text
         FROM read_csv($file, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"') ORDER BY 1, 2, 3`,
        { file: outcome.quarantine },
      );
    },
  };
  places.push(place);
  return place;
}

/** Every file below a folder with its size and the moment it was written. */
export function snapshot(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [path, readFileSync(join(folder, path)).toString('base64').slice(0, 200)]),
  );
}

/** Rows of an export in the generic profile's words. */
export function lines(...rows: string[]): string {
  return `${rows.join('\n')}\n`;
}
