import { chmodSync, existsSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { literal } from '../engine/duckdb.js';
import { Siblings } from '../engine/siblings.js';
import { SimhoundError } from '../errors.js';
import { publishCatalogue } from './catalogue.js';
import { publishBooks, publishLake, publishReports } from './contents.js';
import type { PublishInput } from './input.js';

/**
 * Publishes a run as `published/simhound.duckdb`, the file that analysts open: built aside, closed, and renamed
 * over the old one, so that a reader has a whole file at any moment and one who holds the old file keeps it.
 * Only the newest day is published; after a run of an older day the file stays as it is.
 * @param report the run's reports while they are written: their result, which the store's other connections can read
 *   then, and their end. What is ready is put together meanwhile, on connections of its own. Where they fail, nothing is
 *   published.
 * @returns the path of the published file.
 */
export async function publish(
  ctx: Context,
  input: PublishInput,
  { result, reported }: { result?: Promise<unknown>; reported?: Promise<unknown> } = {},
): Promise<string> {
  const { store } = ctx;
  const published = join(store.folders.published, 'simhound.duckdb');
  if (existsSync(published) && isOutdated(store.folders.runs, input.day)) {
    await reported;
    return published;
  }
  const aside = join(store.folders.tmp, 'publishing.duckdb');
  rmSync(aside, { force: true });
  const siblings = await Siblings.open(store.db, ctx.signal);
  const [db = store.db, other = db] = siblings.connections;
  const beside = { ...store, db };
  try {
    // What is not whole is thrown away: a log to mend it from would be written and waited for in vain.
    await db.run(`ATTACH ${literal(aside)} AS publishing (RECOVERY_MODE no_wal_writes)`);
    try {
      const lake = step(ctx, () => publishLake(beside, input));
      const reports = (async () => {
        await result;
        await step(ctx, () => publishReports({ ...store, db: other }));
      })();
      // Both are awaited even where one fails: nothing may go on writing into a file that is being closed.
      await Promise.allSettled([lake, reports]);
      await Promise.all([lake, reports]);
      // What stands there goes into the file now, while reports are still being written.
      await step(ctx, () => db.run('CHECKPOINT publishing'));
      await reported;
      const stage = ctx.progress.stage('publish');
      const parts = { books: publishBooks, catalogue: publishCatalogue };
      for (const [note, part] of Object.entries(parts)) {
        stage.advance({ note });
        await step(ctx, () => part(beside, input));
      }
      stage.advance({ note: 'simhound.duckdb' });
      await step(ctx, () => db.run('CHECKPOINT publishing'));
      stage.end('published/simhound.duckdb');
    } finally {
      await db.run('DETACH publishing');
    }
  } finally {
    await siblings.close();
  }
  chmodSync(aside, 0o600);
  renameSync(aside, published);
  ctx.log.info({ day: input.day }, 'published');
  return published;
}

/** Whether reports of a later day stand there already. */
function isOutdated(runs: string, day: string): boolean {
  const latest = join(runs, 'latest');
  return existsSync(latest) && readlinkSync(latest) > day;
}

async function step(ctx: Context, work: () => Promise<void>): Promise<void> {
  if (ctx.signal.aborted) throw interrupted();
  try {
    await work();
  } catch (thrown) {
    // A signal stops the running statement, which then fails in the driver's own words.
    throw ctx.signal.aborted ? interrupted() : thrown;
  }
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'The run was not published; the file of the run before is still there.',
    todo: 'Run again.',
  });
}
