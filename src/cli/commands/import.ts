import { registration } from '../command.js';
import type { Session } from '../session.js';

export interface ImportFlags {
  files: string[];
}

/** Loads exports into the lake and tells what became of each. @returns 0, 1 or 3. */
export async function importFiles(session: Session, { files }: ImportFlags): Promise<number> {
  const { importExports } = await import('../../import/exports.js');
  const { failedGates, importExit, importTable } = await import('../imports.js');
  return await session.withStore(
    async (ctx) => {
      const imports = await importExports(ctx, files);
      if (session.json) await session.out((await import('../table.js')).jsonOf(imports));
      else await session.out(importTable(imports, session));
      for (const one of imports) {
        if (one.state === 'failed')
          session.log.error({ code: one.error.code }, `${one.error.message} ${one.error.todo}`);
      }
      for (const gate of failedGates(imports)) session.log.warn({}, `quality gate failed: ${gate}`);
      return importExit(imports);
    },
    { shared: true },
  );
}

export const importCommand = registration<ImportFlags>({
  syntax: 'import <files..>',
  describe: 'Load exports into the lake',
  flags: (parser) =>
    parser
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Files or globs, CSV (.gz, .zst) or Parquet; - reads standard input',
      })
      .example("$0 import 'cdr/2026-03-*.csv.gz'", 'what is in the lake already is skipped')
      .example('zcat old.csv.gz | $0 import - --profile asterisk', 'from a pipe')
      .epilog(
        'Exit codes: 0 all loaded, 1 too many rows of an export are in the quarantine, 3 an export is missing or could not be read.',
      ),
  work: importFiles,
});
