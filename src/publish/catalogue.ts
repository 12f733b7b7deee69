import type { Model } from '../model.js';
import type { Store } from '../store/store.js';
import type { PublishInput } from './input.js';

const columns = {
  name: 'VARCHAR',
  path: 'VARCHAR',
  family: 'VARCHAR',
  title: 'VARCHAR',
  counter: 'BOOLEAN',
  unit: 'VARCHAR',
  because: 'VARCHAR',
  recount: 'VARCHAR',
  false_positives: ['VARCHAR'],
  cleared_by: ['VARCHAR'],
  blind_spots: ['VARCHAR'],
  references: ['VARCHAR'],
  status: 'VARCHAR',
  params: 'VARCHAR',
};

/** The catalogue of heuristics as the run used it: a row each, `params` with its values as JSON. */
export async function publishCatalogue(store: Store, { models, params }: PublishInput): Promise<void> {
  const rows = models.flatMap((model) => rowOf(model, params[model.name] ?? {}));
  await store.db.run(
    `CREATE TABLE publishing.heuristics AS
     SELECT h.* FROM (SELECT unnest(from_json($rows, '${JSON.stringify([columns])}')) AS h)`,
    { rows: JSON.stringify(rows) },
  );
}

function rowOf({ name, path, title, heuristic }: Model, params: Record<string, unknown>): object[] {
  return heuristic ? [{ name, path, title, ...heuristic, params: JSON.stringify(params) }] : [];
}
