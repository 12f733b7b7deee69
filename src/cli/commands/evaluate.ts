import { join, resolve } from 'node:path';
import { registration } from '../command.js';
import { dayOf } from '../day.js';
import type { Session } from '../session.js';

export interface EvaluateFlags {
  truth: string;
  for: string | undefined;
}

/** Compares a run's ranking with a truth file. */
export async function evaluateRun(session: Session, flags: EvaluateFlags): Promise<void> {
  const { evaluate } = await import('../../evaluate/evaluate.js');
  const run = flags.for === undefined ? 'latest' : dayOf(flags.for);
  const folder = join(session.config.store, 'runs', run);
  const evaluation = await evaluate({
    scores: join(folder, 'scores.parquet'),
    suspects: join(folder, 'suspects.parquet'),
    truth: resolve(session.cwd, flags.truth),
  });
  if (session.json) return await session.out((await import('../table.js')).jsonOf(evaluation));
  const { evaluationTable } = await import('../../evaluate/evaluation-table.js');
  const { plain } = await import('../plain.js');
  // Kinds are the truth file's own words.
  await session.out(evaluationTable(evaluation).split('\n').map(plain).join('\n'));
}

export const evaluateCommand = registration<EvaluateFlags>({
  syntax: 'evaluate',
  describe: 'Compare the ranking with a truth file: precision, recall, look-alikes',
  flags: (parser) =>
    parser
      .option('truth', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'CSV: subject_id, fraud (0 or 1), kind',
      })
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'Local day of the run [default: the newest]',
      })
      .example('$0 evaluate --truth network/truth.csv', 'the newest run')
      .epilog('Exit codes: 3 there is no such run, or the truth file cannot be used.'),
  work: async (session, args) => {
    await evaluateRun(session, args);
    return 0;
  },
});
