import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDb, literal } from '../engine/duckdb.js';
import { messageOf, SimhoundError } from '../errors.js';
import { readingStatement, refused } from './guard.js';

export interface QueryOptions {
  /** DuckDB's notation, such as `2GB`. */
  memoryLimit?: string;
  threads?: number;
  /** The one file that the answer may be written to (Parquet); it must not exist yet. */
  target?: string;
  signal?: AbortSignal;
}

/** A checked statement, ready to run in the closed session. */
export interface PublishedQuery {
  db: DuckDb;
  /** One SELECT-like statement, which can stand in parentheses on lines of its own. */
  sql: string;
  columns: { name: string; type: string }[];
}

/**
 * Runs one reading statement over the published database and hands its answer to `read`. Two walls: the statement
 * is checked by its parse (guard.ts), and the session has the database open read-only, reaches no files but the lake's,
 * and can neither attach, load nor set anything. What does not fit memory is spilled to a private folder.
 * @param published the path of `simhound.duckdb`; the lake is the store's folder beside its own.
 * @throws NOT_PUBLISHED, QUERY_REFUSED, QUERY_FAILED.
 */
export async function queryPublished<T>(
  published: string,
  sql: string,
  read: (query: PublishedQuery) => Promise<T>,
  options: QueryOptions = {},
): Promise<T> {
  if (!existsSync(published)) {
    throw new SimhoundError('NOT_PUBLISHED', {
      what: `There is no ${published}.`,
      todo: 'Run `simhound run` first; it publishes what it finds.',
    });
  }
  const spill = mkdtempSync(join(tmpdir(), 'simhound-query-'));
  const { memoryLimit, threads } = options;
  const db = await DuckDb.open({
    file: published,
    readOnly: true,
    tempDirectory: join(spill, 'spill'),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(threads === undefined ? {} : { threads }),
  });
  const stop = () => db.interrupt();
  options.signal?.addEventListener('abort', stop);
  try {
    await closeDoors(db, published, options.target);
    const statement = await readingStatement(db, sql);
    return await run(db, statement, read);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    db.close();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** From here on the session reads the lake, which the published views need, and nothing else. */
async function closeDoors(db: DuckDb, published: string, target: string | undefined): Promise<void> {
  const lake = join(dirname(dirname(published)), 'lake');
  // The views hold the path by which the store was known when it was published: a link to it or its own.
  const folders = [...new Set([lake, existsSync(lake) ? realpathSync(lake) : lake])].map(
    (folder) => `${folder}/`,
  );
  await db.run(`
    SET preserve_insertion_order = true;
    SET allowed_directories = [${folders.map(literal).join(', ')}];
    SET allowed_paths = [${target === undefined ? '' : literal(target)}];
    SET allow_community_extensions = false;
    SET enable_external_access = false;
    SET lock_configuration = true`);
}

async function run<T>(db: DuckDb, sql: string, read: (query: PublishedQuery) => Promise<T>): Promise<T> {
  try {
    return await read({ db, sql, columns: await db.describe(`FROM (\n${sql}\n) LIMIT 0`) });
  } catch (thrown) {
    const message = messageOf(thrown);
    if (/^Permission Error/.test(message))
      throw refused('it reaches for a file outside the published tables', thrown);
    if (!/^[A-Z][A-Za-z -]* Error: /.test(message) || /^INTERRUPT/.test(message)) throw thrown;
    const [what = '', ...detail] = message.split('\n');
    throw new SimhoundError('QUERY_FAILED', {
      what: `The query failed: ${what}`,
      todo: 'Correct the SQL; `simhound query "DESCRIBE suspects"` lists the columns of a table.',
      detail: excerpt(detail),
      cause: thrown,
    });
  }
}

/** DuckDB's excerpt of the statement, without the line that this file put around it. */
function excerpt(lines: string[]): string {
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^LINE (\d+):/, (_, n) => `LINE ${Math.max(1, Number(n) - 1)}:`))
    .join('\n');
}
