import { chmodSync, existsSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import { publishCatalogue } from './catalogue.js';
import { publishBooks, publishLake, publishReports } from './contents.js';
import type { PublishInput } from './input.js';

/**
 * Publishes a run as `published/simhound.duckdb`, the file that analysts open: built aside, closed, and renamed
 * over the old one, so that a reader has a whole file at any moment and one who holds the old file keeps it.
 * Only the newest day is published; after a run of an older day the file stays as it is.
 * @returns the path of the published file.
 */
export async function publish(ctx: Context, input: PublishInput): Promise<string> {
  const { store } = ctx;
  const published = join(store.folders.published, 'simhound.duckdb');
  if (existsSync(published) && readlinkSync(join(store.folders.runs, 'latest')) !== input.day)
    return published;
  const stage = ctx.progress.stage('publish');
  const aside = join(store.folders.tmp, 'publishing.duckdb');
  for (const leftover of [aside, `${aside}.wal`]) rmSync(leftover, { force: true });
  await store.db.run(`ATTACH ${literal(aside)} AS publishing`);
  try {
    const parts = {
      reports: publishReports,
      lake: publishLake,
      books: publishBooks,
      catalogue: publishCatalogue,
    };
    for (const [note, part] of Object.entries(parts)) {
      if (ctx.signal.aborted) throw interrupted();
      stage.advance({ note });
      await part(store, input);
    }
    stage.advance({ note: 'simhound.duckdb' });
    await store.db.run('CHECKPOINT publishing');
  } catch (thrown) {
    // A signal stops the running statement, which then fails in the driver's own words.
    throw ctx.signal.aborted ? interrupted() : thrown;
  } finally {
    await store.db.run('DETACH publishing');
  }
  chmodSync(aside, 0o600);
  renameSync(aside, published);
  stage.end('published/simhound.duckdb');
  ctx.log.info({ day: input.day }, 'published');
  return published;
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'The run was not published; the file of the run before is still there.',
    todo: 'Run again.',
  });
}
