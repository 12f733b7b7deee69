import type { Context } from '../../context.js';
import { SimhoundError } from '../../errors.js';
import type { ModelState } from '../../models/state.js';
import { registration } from '../command.js';
import type { Session } from '../session.js';

/** Lists every table of the graph with its grain, what it reads, and whether it stands. */
export async function models(session: Session): Promise<void> {
  const { drawTable, jsonOf } = await import('../table.js');
  const states = await session.withStore(statesOf);
  if (session.json) return await session.out(jsonOf(states));
  const rows = states.map(({ name, family, grain, reads, state }) => [
    name,
    family ?? '',
    grain,
    state,
    reads.join(' '),
  ]);
  await session.out(drawTable(['table', 'family', 'grain', 'state', 'reads'], rows, session));
}

async function statesOf(ctx: Context): Promise<ModelState[]> {
  const { planNight } = await import('../../after-import.js');
  const { modelStates } = await import('../../models/state.js');
  try {
    return modelStates((await planNight(ctx)).plan);
  } catch (thrown) {
    if (thrown instanceof SimhoundError && thrown.code === 'LAKE_EMPTY') return await withoutRecords(ctx);
    throw thrown;
  }
}

/** The catalogue of a store that has nothing to build from yet. */
async function withoutRecords({ config }: Context): Promise<ModelState[]> {
  const { loadCatalog } = await import('../../models/catalog.js');
  const { loadWeights } = await import('../../models/weights.js');
  const catalog = loadCatalog(
    loadWeights(config.weights),
    (name) => config.heuristics[name]?.enabled ?? true,
  );
  return catalog.map(({ name, path, title, grain, reads, heuristic }) => ({
    ...{ name, path, title, grain, reads, state: 'no records yet', toBuild: 0, of: 0 },
    ...(heuristic ? { family: heuristic.family } : {}),
  }));
}

export const modelsCommand = registration({
  syntax: 'models',
  describe: 'List the tables of the graph with grain, reads and state',
  flags: (parser) => parser.example('$0 models --json', 'for programs'),
  work: async (session) => {
    await models(session);
    return 0;
  },
});
