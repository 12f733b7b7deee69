import { resolve } from 'node:path';
import { registration } from '../command.js';
import { dayOf } from '../day.js';
import { type GenerateFlags, networkFlags } from '../network-flags.js';
import type { Session } from '../session.js';

/** Makes up a network with exports, reference tables and the truth about it. */
export async function generateNetwork(session: Session, flags: GenerateFlags): Promise<void> {
  const { generate } = await import('../../synthetic/generate.js');
  const { config, progress, signal } = session;
  const { 'calls-per-line': callsPerLine, records, mechanisms, lookalikes, imperfect, withhold } = flags;
  // What the configuration does not say is the seed's to decide, or Spain.
  const { country } = config;
  const timezone = country === '' && config.timezone === 'UTC' ? undefined : config.timezone;
  const summary = await generate({
    out: resolve(session.cwd, flags.out),
    seed: flags.seed,
    // Records alone decide the number of lines where none is asked for.
    lines: flags.lines ?? (records === undefined ? 1000 : 0),
    days: flags.days,
    from: dayOf(flags.from),
    fraud_share: flags['fraud-share'],
    formats: flags.formats,
    compress: flags.compress,
    reference: flags.bare !== true,
    files: flags.files,
    number_forms: flags['number-forms'],
    ranges: flags.ranges,
    fixed_only: flags['fixed-only'] === true,
    progress,
    signal,
    ...(country === '' ? {} : { country }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(withhold === undefined ? {} : { withhold }),
    ...(imperfect === undefined ? {} : { imperfect }),
    ...(callsPerLine === undefined ? {} : { calls_per_line: callsPerLine }),
    ...(records === undefined ? {} : { records }),
    ...(mechanisms === undefined ? {} : { mechanisms }),
    ...(lookalikes === undefined ? {} : { lookalikes }),
  });
  const { drawTable, jsonOf } = await import('../table.js');
  if (session.json) return await session.out(jsonOf(summary));
  const kinds = Object.entries(summary.kinds).sort(([, a], [, b]) => b - a);
  await session.out(drawTable(['kind', 'lines'], kinds, session));
  session.say(`${summary.records} records of ${summary.lines} lines, ${summary.fraud_lines} of them fraud.`);
  session.say(`The night needs --country ${summary.country} --timezone ${summary.timezone}.`);
}

export const generateCommand = registration<GenerateFlags>({
  syntax: 'generate',
  describe: 'Make up a seeded network: exports, reference tables and the truth',
  flags: (parser) =>
    networkFlags(parser)
      .example('$0 generate --out network --seed 7 --lines 400 --days 4', 'a small network')
      .example(
        '$0 generate --out hard --ranges judging --fraud-share 0.005 --withhold imei,mt',
        'habits never fitted to',
      )
      .epilog(
        '--country and --timezone say where it lies; left out, Spain, or a country by the seed for judging.',
      ),
  work: async (session, args) => {
    await generateNetwork(session, args);
    return 0;
  },
});
