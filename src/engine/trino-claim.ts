import { SimhoundError } from '../errors.js';
import type { TrinoSession } from './trino-session.js';
import { stageFolder, type TrinoStage } from './trino-stage.js';
import type { TablePlaces, TrinoTables } from './trino-tables.js';

/** The table, without rows, whose location says to which store a schema belongs. */
const claim = 'simhound_store';

/**
 * Makes a schema this store's own: two stores would drop each other's tables in the middle of a run.
 * @throws ENGINE_CATALOG when the schema is another store's.
 */
export async function claimSchema(
  session: TrinoSession,
  tables: TrinoTables,
  stage: TrinoStage,
  { schema, location }: TablePlaces,
): Promise<void> {
  const folder = `${stageFolder}/store`;
  stage.make(folder);
  // Of two stores at once one makes the table, and both then look whose it is.
  await tables.over(claim, folder, [{ name: 'one', type: 'INTEGER' }], false);
  const { rows } = await session.ask(`SHOW CREATE TABLE ${claim}`);
  const owner = /external_location = '((?:[^']|'')*)'/.exec(String(rows[0]?.[0]))?.[1]?.replaceAll("''", "'");
  if (owner !== undefined && plain(owner) === plain(tables.url(folder))) return;
  const other = owner?.replace(/\/?\.trino\/store\/?$/, '') ?? 'an unknown place';
  throw new SimhoundError('ENGINE_CATALOG', {
    what: `The schema ${schema} is the one of another store, at ${other}; this one is at ${location}.`,
    todo: `Name a schema of its own in trino.schema; where the store was moved, drop the table ${schema}.${claim}.`,
  });
}

/** A location without the slashes that do not tell two apart. */
function plain(url: string): string {
  return url.replace(/\/+/g, '/').replace(/\/$/, '');
}
