import { resolve } from 'node:path';
import { registration } from '../command.js';
import type { Session } from '../session.js';

export interface InspectFlags {
  file: string;
}

/** Tells what an export is taken for and how its first records would be loaded; writes nothing. */
export async function inspectExport(session: Session, { file }: InspectFlags): Promise<void> {
  const { inspect } = await import('../../import/inspect.js');
  const inspection = await inspect(resolve(session.cwd, file), session.config);
  if (session.json) await session.out((await import('../table.js')).jsonOf(inspection));
  else await session.out((await import('../sheet.js')).sheetText(inspection, session));
}

export const inspectCommand = registration<InspectFlags>({
  syntax: 'inspect <file>',
  describe: 'What an export is taken for, and how its first records would be loaded',
  flags: (parser) =>
    parser
      .positional('file', { type: 'string', demandOption: true, describe: 'An export, CSV or Parquet' })
      .example('$0 inspect cdr/2026-03-01.csv', 'writes nothing')
      .example('$0 inspect odd.csv --profile ./mine.yaml', 'to try a profile')
      .epilog('Exit codes: 3 the export cannot be read, or no profile fits it.'),
  work: async (session, args) => {
    await inspectExport(session, args);
    return 0;
  },
});
