import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferenceTable } from '../config.js';
import type { Context } from '../context.js';
import { messageOf, SimhoundError } from '../errors.js';
import { lakeFiles } from '../store/lake.js';
import type { ReferenceName } from '../store/records.js';
import type { Store } from '../store/store.js';
import { putIntoLake, writeAside } from '../store/whole-table.js';
import { invalidReference, referenceSelect } from './reference-select.js';
import { vocabularies } from './reference-words.js';

/** What became of a reference table. */
export interface ReferenceOutcome {
  table: ReferenceName;
  state: 'loaded' | 'unchanged' | 'removed' | 'not configured';
  rows: number;
}

/** Our tables by the configuration's keys, with the key column that a row must have, as the operator calls it. */
const tables = [
  { name: 'ref_lines', setting: 'lines', key: 'msisdn' },
  { name: 'ref_cells', setting: 'cells', key: 'id' },
  { name: 'ref_device_types', setting: 'device_types', key: 'tac' },
  { name: 'ref_lists', setting: 'lists', key: 'msisdn' },
] as const;

/**
 * Brings the operator's reference tables into the lake. A file that has not changed is not read again; a table that is
 * no longer configured goes.
 * @throws REFERENCE_INVALID naming the file and the column.
 */
export async function importReferences(ctx: Context): Promise<ReferenceOutcome[]> {
  const outcomes: ReferenceOutcome[] = [];
  for (const { name, setting, key } of tables) {
    const table = ctx.config.tables[setting];
    outcomes.push(table ? await importReference(ctx, name, key, table) : await remove(ctx.store, name));
  }
  for (const outcome of outcomes) ctx.log.info({ ...outcome }, 'reference table');
  return outcomes;
}

async function importReference(
  ctx: Context,
  name: ReferenceName,
  key: string,
  table: ReferenceTable,
): Promise<ReferenceOutcome> {
  const { store, config } = ctx;
  requireFile(table.file);
  const hash = createHash('sha256').update(readFileSync(table.file));
  const version = hash
    .update(JSON.stringify([table.columns, config.country, vocabularies]))
    .digest('hex')
    .slice(0, 32);
  const [old] = await lakeFiles(store, name);
  if (old?.version === version) return { table: name, state: 'unchanged', rows: old.rows };

  const select = await referenceSelect(store.db, name, key, table, config.country);
  const aside = await writeAside(store, name, select).catch((thrown: unknown) =>
    Promise.reject(invalidReference(table.file, messageOf(thrown).split('\n')[0] ?? '', thrown)),
  );
  await putIntoLake(store, aside, version);
  return { table: name, state: 'loaded', rows: aside.rows };
}

async function remove(store: Store, name: ReferenceName): Promise<ReferenceOutcome> {
  const [old] = await store.db.rows<{ path: string }>(
    'SELECT path FROM state.builds WHERE table_name = $name',
    { name },
  );
  if (!old) return { table: name, state: 'not configured', rows: 0 };
  await store.db.run('DELETE FROM state.builds WHERE table_name = $name', { name });
  rmSync(join(store.folders.lake, old.path), { force: true });
  return { table: name, state: 'removed', rows: 0 };
}

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  throw new SimhoundError('INPUT_MISSING', {
    what: `There is no reference table ${file}.`,
    todo: 'Check the path under tables in the configuration.',
  });
}
