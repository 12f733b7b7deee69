import { join } from 'node:path';
import type { Night } from '../../nightly.js';
import { registration } from '../command.js';
import { dayOf } from '../day.js';
import type { Session } from '../session.js';
import type { Tier } from '../suspects.js';

export interface RunFlags {
  for: string | undefined;
  'dry-run': boolean | undefined;
  'fail-on': Tier | undefined;
  top: number;
}

/** Columns of the table where no terminal says how many. */
const offTerminal = 160;

/** The night, and its suspects on standard output. @returns 0, 1, 3 or 10. */
export async function run(session: Session, flags: RunFlags): Promise<number> {
  const day = flags.for === undefined ? undefined : dayOf(flags.for);
  // The code is loaded while the store is being opened.
  const loading = import('../../nightly.js');
  return await session.withStore(async (ctx) => {
    const { night, beside } = await loading;
    const [done, printing] = await beside(night(ctx, day), () => import('../suspects.js'));
    const { suspectTable, topSuspects } = printing;
    const suspects = await topSuspects(ctx.store.db, join(done.report.folder, 'suspects.parquet'), flags.top);
    if (session.json) {
      const { jsonOf } = await import('../table.js');
      await session.out(jsonOf({ ...summary(done), top: suspects }));
    } else {
      // Off a terminal too the table is for people; suspects.csv has the reasons whole.
      const width = Number.isFinite(session.width) ? session.width : offTerminal;
      await session.out(suspectTable(suspects, { colors: session.colors, width }));
    }
    const { block, review, watch } = done.report.suspects;
    session.say(`${block} to block, ${review} to review, ${watch} to watch on ${done.day}.`);
    session.say(`Reports: ${done.report.folder}`);
    return await exitOf(session, done, flags['fail-on']);
  });
}

/** What a run for the day would build, and why; nothing is imported or built. */
export async function dryRun(session: Session, flags: RunFlags): Promise<number> {
  const asked = flags.for === undefined ? undefined : dayOf(flags.for);
  const { planNight } = await import('../../after-import.js');
  const { modelStates } = await import('../../models/state.js');
  const { drawTable, jsonOf } = await import('../table.js');
  return await session.withStore(async (ctx) => {
    const { plan, day } = await planNight(ctx, asked);
    const waiting = modelStates(plan).filter((model) => model.toBuild > 0);
    if (session.json) await session.out(jsonOf({ day, window: plan.window, build: waiting }));
    else {
      const rows = waiting.map(({ name, grain, toBuild, state }) => [name, grain, toBuild, state]);
      await session.out(drawTable(['table', 'grain', 'to build', 'why'], rows, session));
      session.say(
        `A run for ${day} would build ${waiting.length} tables; new exports of the inbox come on top.`,
      );
    }
    return 0;
  });
}

function summary({ day, imports, build, report, published, seconds }: Night) {
  const { folder, suspects, lines, findings, manifestHash } = report;
  return {
    day,
    folder,
    published,
    suspects,
    lines,
    findings,
    manifest: manifestHash,
    imports,
    build,
    seconds,
  };
}

async function exitOf(session: Session, done: Night, failOn: Tier | undefined): Promise<number> {
  const { failedGates, importExit } = await import('../imports.js');
  for (const gate of failedGates(done.imports)) session.log.warn({}, `quality gate failed: ${gate}`);
  const { atLeast } = await import('../suspects.js');
  const exit = importExit(done.imports);
  if (exit === 0 && failOn !== undefined && atLeast(done.report.suspects, failOn) > 0) return 10;
  return exit;
}

export const runCommand = registration<RunFlags>({
  syntax: 'run',
  describe: 'The night: import what is new, build, rank, report, publish',
  flags: (parser) =>
    parser
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'Local day, YYYY-MM-DD [default: the last complete one]',
      })
      .option('dry-run', { type: 'boolean', describe: 'Say what would be built and why, and build nothing' })
      .option('fail-on', {
        choices: ['block', 'review', 'watch'] as const,
        requiresArg: true,
        describe: 'Exit with 10 when there are suspects of this tier or a stronger one',
      })
      .option('top', { type: 'number', default: 20, requiresArg: true, describe: 'Suspects to print' })
      .example('$0 run', 'with ./simhound.yaml')
      .example("$0 run --inbox 'cdr/*.csv.gz' --country ES --timezone Europe/Madrid", 'without a file')
      .example('$0 run --for 2026-03-01 --fail-on block', 'an earlier day, for alerting')
      .epilog(
        'Exit codes: 0 done, 1 a quality gate failed and outputs are written, 3 an export could not be read, 4 another run holds the store, 10 by --fail-on.',
      ),
  work: (session, args) => (args['dry-run'] ? dryRun(session, args) : run(session, args)),
});
