import type { Argv } from 'yargs';
import { SimhoundError } from '../errors.js';
import { type Withheld, withholdable } from '../synthetic/options.js';

/** What `generate` is told of the network. */
export interface GenerateFlags {
  out: string;
  seed: number;
  lines: number | undefined;
  days: number;
  from: string;
  'fraud-share': number;
  'calls-per-line': number | undefined;
  records: number | undefined;
  formats: ('generic' | 'asterisk')[];
  compress: 'none' | 'gz';
  files: 'day' | 'one';
  'number-forms': 'international' | 'mixed' | 'hashed';
  bare: boolean | undefined;
  ranges: 'fitting' | 'judging';
  'fixed-only': boolean | undefined;
  withhold: Withheld[] | undefined;
  imperfect: number | undefined;
  mechanisms: string[] | undefined;
  lookalikes: string[] | undefined;
}

/** A comma-separated list, as `choices` cannot check it. */
function withheldOf(written: string[]): Withheld[] {
  return several(written).map((name) => {
    const known = withholdable.find((one) => one === name);
    if (known !== undefined) return known;
    throw new SimhoundError('USAGE', {
      what: `--withhold knows no ${name}.`,
      todo: `Choose from ${withholdable.join(', ')}.`,
    });
  });
}

const list = { type: 'string', array: true, nargs: 1, requiresArg: true } as const;
const several = (written: string[]) => written.flatMap((one) => one.split(',')).filter((one) => one !== '');

/** Declares them. */
export function networkFlags(parser: Argv) {
  return parser
    .option('out', {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'Folder to write to',
    })
    .option('seed', {
      type: 'number',
      default: 1,
      requiresArg: true,
      describe: 'The same seed, the same bytes',
    })
    .option('lines', {
      type: 'number',
      requiresArg: true,
      describe: 'Lines of the operator [default: 1000]',
    })
    .option('days', { type: 'number', default: 7, requiresArg: true, describe: 'Local days' })
    .option('from', {
      type: 'string',
      default: '2026-03-02',
      requiresArg: true,
      describe: 'First day',
    })
    .option('fraud-share', {
      type: 'number',
      default: 0.04,
      requiresArg: true,
      describe: 'Lines run by a mechanism',
    })
    .option('calls-per-line', {
      type: 'number',
      requiresArg: true,
      describe: 'Times the usual number of calls',
    })
    .option('records', { type: 'number', requiresArg: true, describe: 'Stop after so many records' })
    .option('formats', {
      ...list,
      choices: ['generic', 'asterisk'] as const,
      default: ['generic', 'asterisk'] as ('generic' | 'asterisk')[],
      describe: 'Export formats; repeat for several',
    })
    .option('compress', {
      choices: ['none', 'gz'] as const,
      default: 'none' as const,
      describe: 'Compression',
    })
    .option('files', {
      choices: ['day', 'one'] as const,
      default: 'day' as const,
      describe: 'A file a day, or one',
    })
    .option('number-forms', {
      choices: ['international', 'mixed', 'hashed'] as const,
      default: 'international' as const,
      describe: 'How numbers are written; hashed: IMSIs and IMEIs too',
    })
    .option('ranges', {
      choices: ['fitting', 'judging'] as const,
      default: 'fitting' as const,
      describe: 'Where habits are drawn from; judging lies partly outside fitting',
    })
    .option('fixed-only', { type: 'boolean', describe: 'An operator with fixed lines alone' })
    .option('withhold', {
      ...list,
      coerce: withheldOf,
      describe: 'Leave out reference, imei, cell, mt or unanswered; several with commas',
    })
    .option('imperfect', {
      type: 'number',
      requiresArg: true,
      describe: 'Share of records lost, late, doubled, skewed, each [default: 0, by the seed for judging]',
    })
    .option('bare', { type: 'boolean', describe: 'Without the reference tables' })
    .option('mechanisms', { ...list, coerce: several, describe: 'Only these mechanisms of fraud' })
    .option('lookalikes', { ...list, coerce: several, describe: 'Only these look-alikes' });
}
