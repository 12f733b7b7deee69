import { existsSync, mkdtempSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SimhoundError } from '../../errors.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { type Family, families } from '../../model.js';
import { registration } from '../command.js';
import { dayOf } from '../day.js';
import type { Session } from '../session.js';

export interface EvaluateFlags {
  truth: string;
  victims: string | undefined;
  for: string | undefined;
  without: Family[] | undefined;
  compare: string | undefined;
  svg: string | undefined;
}

/** Compares a run's ranking with a truth file, and where asked with another ranking. */
export async function evaluateRun(session: Session, flags: EvaluateFlags): Promise<void> {
  const run = flags.for === undefined ? 'latest' : dayOf(flags.for);
  const without = flags.without ?? [];
  const ranking = await evaluationOf(session, flags, { store: session.config.store, run, without });
  const other = flags.compare === undefined ? undefined : await otherOf(session, flags, run);
  if (flags.svg !== undefined) {
    const { evaluationPicture } = await import('../../evaluate/evaluation-picture.js');
    const file = resolve(session.cwd, flags.svg);
    writeFileSync(file, evaluationPicture(ranking), { mode: 0o600 });
    session.say(`Picture: ${file}`);
  }
  const { compare, comparisonTable } = await import('../../evaluate/comparison.js');
  const comparison = other && compare(ranking, other);
  if (session.json) return await session.out((await import('../table.js')).jsonOf(comparison ?? ranking));
  const { evaluationTable } = await import('../../evaluate/evaluation-table.js');
  const { plain } = await import('../plain.js');
  const text = comparison
    ? comparisonTable(comparison, [without.length > 0 ? `without ${without.join(', ')}` : run, 'other'])
    : evaluationTable(ranking);
  // Kinds are the truth file's own words.
  await session.out(text.split('\n').map(plain).join('\n'));
}

interface Asked {
  store: string;
  run: string;
  without: Family[];
  /** A weights file to rank with anew. */
  weights?: string;
}

/** `--compare` names a weights file, or the folder of another store. */
async function otherOf(session: Session, flags: EvaluateFlags, run: string): Promise<Evaluation> {
  const path = resolve(session.cwd, flags.compare ?? '');
  if (!existsSync(path)) {
    throw new SimhoundError('INPUT_MISSING', {
      what: `There is neither a store nor a weights file at ${path}.`,
      todo: 'Name the folder of a store, or a YAML file of weights.',
    });
  }
  return statSync(path).isDirectory()
    ? await evaluationOf(session, flags, { store: path, run, without: [] })
    : await evaluationOf(session, flags, { store: session.config.store, run, without: [], weights: path });
}

async function evaluationOf(session: Session, flags: EvaluateFlags, asked: Asked): Promise<Evaluation> {
  const { evaluate } = await import('../../evaluate/evaluate.js');
  const folder = join(asked.store, 'runs', asked.run);
  const truth = resolve(session.cwd, flags.truth);
  const files = {
    scores: join(folder, 'scores.parquet'),
    suspects: join(folder, 'suspects.parquet'),
    truth,
    victims:
      flags.victims === undefined
        ? join(dirname(truth), 'victims.csv')
        : existing(resolve(session.cwd, flags.victims)),
    warned: join(folder, 'victims.csv'),
  };
  const isAnew = asked.without.length > 0 || asked.weights !== undefined;
  // What has no run gets its error from the files, without a store being made.
  if (!existsSync(files.scores)) return await evaluate(files);
  const { builtDay, rerank, writeMembers } = await import('../../reranking.js');
  return await session.withStore(
    async (ctx) => {
      const isNewest = (await builtDay(ctx.store)) === dayOfRun(asked);
      if (isAnew && !isNewest) {
        throw new SimhoundError('INPUT_MISSING', {
          what: `The store's tables are of another day than runs/${asked.run}.`,
          todo: 'Run the night for that day again, or leave --for away.',
        });
      }
      const work = mkdtempSync(join(ctx.store.folders.tmp, 'evaluate-'));
      const members = isNewest ? await writeMembers(ctx.store, work) : undefined;
      const { without, weights } = asked;
      const anew = isAnew
        ? await rerank(ctx, { without, ...(weights === undefined ? {} : { weights }) }, work)
        : {};
      return await evaluate({ ...files, ...anew, ...(members === undefined ? {} : { members }) });
    },
    asked.store === undefined ? {} : { at: asked.store },
  );
}

function dayOfRun({ store, run }: Asked): string {
  return run === 'latest' ? basename(readlinkSync(join(store, 'runs', run))) : run;
}

function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new SimhoundError('INPUT_MISSING', {
    what: `There is no file ${file}.`,
    todo: 'Name a CSV file with the columns msisdn and suspects.',
  });
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
        describe: 'CSV: subject_id, fraud (0 or 1), kind, group_id',
      })
      .option('victims', {
        type: 'string',
        requiresArg: true,
        describe: 'CSV: msisdn, suspects [default: victims.csv beside the truth, if there]',
      })
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'Local day of the run, YYYY-MM-DD [default: the newest]',
      })
      .option('without', {
        choices: families,
        array: true,
        nargs: 1,
        requiresArg: true,
        describe: 'Rank anew without the findings of a family',
      })
      .option('compare', {
        type: 'string',
        requiresArg: true,
        describe: 'Set against another store, or against this one ranked with another weights file',
      })
      .option('svg', { type: 'string', requiresArg: true, describe: 'Draw a picture into this file' })
      .example('$0 evaluate --truth network/truth.csv', 'the newest run')
      .example('$0 evaluate --truth network/truth.csv --without place', 'what a family adds')
      .example('$0 evaluate --truth network/truth.csv --compare mine.yaml', 'what other weights would do')
      .epilog('Exit codes: 3 there is no such run, or the truth file cannot be used.'),
  work: async (session, args) => {
    await evaluateRun(session, args);
    return 0;
  },
});
