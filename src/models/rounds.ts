import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import type { BuildStep, Engine } from '../engine/engine.js';
import { selectParquet } from '../engine/parquet.js';
import { SimhoundError } from '../errors.js';
import type { Repetition } from '../model.js';
import type { Store } from '../store/store.js';

/**
 * Builds a table in rounds: each runs the query on what the round before made, which it reads under the seed's name,
 * until two rounds in turn give the same rows. The seed is shown as it was afterwards.
 * A run that is killed in between begins with the first round again; what it left is swept with other orphans.
 * @param repeat with the seed's files below the lake's folder, which the state may not know yet.
 * @returns how many rows the table has.
 * @throws MODEL_FAILED when the rows still change after the last round that the model allows.
 */
export async function buildInRounds(
  ctx: Pick<Context, 'store' | 'signal'>,
  engine: Engine,
  query: BuildStep,
  repeat: Repetition & { seedPaths: string[] },
): Promise<number> {
  const { store } = ctx;
  const seed = repeat.seedPaths;
  const show = (paths: string[]) =>
    engine.expose({ name: repeat.seed, paths, partitioned: false, emptyColumns: {} });
  let before = seed;
  try {
    for (let round = 1; round <= repeat.max_rounds; round += 1) {
      if (ctx.signal.aborted) break;
      query.watch?.(`round ${round}`);
      const target = query.target.replace(/\.parquet$/, `-${round}.parquet`);
      const rows = await engine.build({ ...query, target });
      const settled = await sameRows(store, before, [target]);
      if (before !== seed) remove(store, before);
      before = [target];
      if (settled) {
        const place = join(store.folders.lake, query.target);
        rmSync(place, { recursive: true, force: true });
        renameSync(join(store.folders.lake, target), place);
        return rows;
      }
      await show(before);
    }
  } finally {
    await show(seed);
  }
  remove(store, before === seed ? [] : before);
  throw new SimhoundError('MODEL_FAILED', {
    what: `its rows still change after ${repeat.max_rounds} rounds.`,
    todo: 'Raise repeat.max_rounds in its header, or mend the query so that it comes to rest.',
  });
}

/** Whether two tables of a few thousand rows hold the same rows; the engine's files are Parquet in any case. */
async function sameRows(store: Store, left: string[], right: string[]): Promise<boolean> {
  const [a, b] = [left, right].map((paths) =>
    selectParquet(
      paths.map((path) => join(store.folders.lake, path)),
      false,
      {},
    ),
  );
  const { same } = await store.db.row<{ same: boolean }>(
    `SELECT NOT EXISTS (FROM (${a}) EXCEPT ALL FROM (${b})) AND NOT EXISTS (FROM (${b}) EXCEPT ALL FROM (${a})) AS same`,
  );
  return same;
}

function remove(store: Store, paths: string[]): void {
  for (const path of paths) rmSync(join(store.folders.lake, path), { recursive: true, force: true });
}
