import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { SimhoundError } from '../../errors.js';
import type { PublishedQuery } from '../../publish/query.js';
import { registration } from '../command.js';
import type { Session } from '../session.js';

export interface QueryFlags {
  sql: string;
  csv: boolean | undefined;
  parquet: string | undefined;
  arrow: string | undefined;
  top: number;
}

/** Answers one reading statement over the published tables, in the form asked for. */
export async function query(session: Session, flags: QueryFlags): Promise<void> {
  const { config, published, signal } = session;
  const { queryPublished } = await import('../../publish/query.js');
  const limits = { memoryLimit: config.memory_limit, threads: config.threads, signal };
  // Not through the store's own opening: an analyst may read while a night holds it, and may not write to it.
  const file = flags.parquet ?? flags.arrow;
  if (file === undefined) {
    await queryPublished(published, flags.sql, (asked) => print(session, flags, asked), limits);
    return;
  }
  const target = resolve(session.cwd, file);
  const rows = await placed(target, async (aside) => {
    if (flags.parquet !== undefined) {
      const { writeParquet } = await import('../../publish/answer.js');
      return await queryPublished(published, flags.sql, (asked) => writeParquet(asked, aside), {
        ...limits,
        target: aside,
      });
    }
    const { writeArrow } = await import('../../publish/arrow.js');
    return await queryPublished(published, flags.sql, (asked) => writeArrow(asked, aside), limits);
  });
  session.say(`${rows} rows in ${target}`);
}

/** A file appears whole and for the owner only, or not at all. */
async function placed(target: string, write: (aside: string) => Promise<number>): Promise<number> {
  const aside = `${target}.${process.pid}.part`;
  try {
    const rows = await write(aside);
    renameSync(aside, target);
    return rows;
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      ['ENOENT', 'EACCES', 'EROFS'].includes(String(thrown.code))
    ) {
      throw new SimhoundError('INPUT_UNREADABLE', {
        what: `${target} cannot be written.`,
        todo: 'Name a file in a folder that is there and that you may write to.',
        cause: thrown,
      });
    }
    throw thrown;
  } finally {
    if (existsSync(aside)) rmSync(aside);
  }
}

async function print(session: Session, flags: QueryFlags, asked: PublishedQuery): Promise<void> {
  const { csvText, jsonText, textRows } = await import('../../publish/answer.js');
  if (session.json || flags.csv) {
    for await (const text of session.json ? jsonText(asked) : csvText(asked)) await session.out(text);
    return;
  }
  const { drawTable } = await import('../table.js');
  const rows = [];
  for await (const chunk of textRows(asked, flags.top + 1)) rows.push(...chunk);
  const head = asked.columns.map(({ name }) => name);
  await session.out(drawTable(head, rows.slice(0, flags.top), session));
  if (rows.length > flags.top) session.say(`The first ${flags.top} rows; --top, --csv or --json give more.`);
}

export const queryCommand = registration<QueryFlags>({
  syntax: 'query <sql>',
  describe: 'Ask the published tables with SQL, reading only',
  flags: (parser) =>
    parser
      .positional('sql', { type: 'string', demandOption: true, describe: 'One statement that reads' })
      .option('csv', {
        type: 'boolean',
        describe: "As CSV; texts that a spreadsheet would take for formulas get a leading '",
      })
      .option('parquet', { type: 'string', requiresArg: true, describe: 'Into this Parquet file' })
      .option('arrow', { type: 'string', requiresArg: true, describe: 'Into this Arrow IPC file' })
      .option('top', {
        type: 'number',
        default: 1000,
        requiresArg: true,
        describe: 'Rows of the table at most',
      })
      .conflicts({ csv: ['parquet', 'arrow'], parquet: ['arrow'] })
      .example('$0 query "SHOW TABLES"', 'what is there')
      .example('$0 query "SELECT * FROM suspects WHERE tier = \'block\'" --csv', 'for a spreadsheet')
      .epilog('Exit codes: 2 the query is refused or wrong, 3 nothing is published yet.'),
  work: async (session, args) => {
    await query(session, args);
    return 0;
  },
});
