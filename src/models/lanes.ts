import type { Model } from '../model.js';

/**
 * Builds models in an order in which each comes after what it reads. Daily tables keep the whole machine busy and go one
 * by one; tables of the window are mostly small and go side by side.
 * @param models in such an order; where there is a choice, the one that stands first goes first.
 * @param width how many may be built at the same time.
 * @throws what `build` threw first, once all that had begun is over; nothing begins after a failure.
 */
export async function buildModels(
  models: Model[],
  width: number,
  build: (model: Model) => Promise<void>,
): Promise<void> {
  const waiting = [...models];
  const missing = new Set(models.map((model) => model.name));
  const running = new Map<Model, Promise<void>>();
  let failure: { thrown: unknown } | undefined;
  const isReady = (model: Model) =>
    running.size < (model.grain === 'day' ? 1 : width) && !model.reads.some((table) => missing.has(table));
  const run = async (model: Model) => {
    try {
      await build(model);
      missing.delete(model.name);
    } catch (thrown) {
      failure ??= { thrown };
    } finally {
      running.delete(model);
    }
  };
  for (;;) {
    const isAlone = [...running.keys()].some((model) => model.grain === 'day');
    const at = failure || isAlone ? -1 : waiting.findIndex(isReady);
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (next) running.set(next, run(next));
    else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  if (failure) throw failure.thrown;
}
