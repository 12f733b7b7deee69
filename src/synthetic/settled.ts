import { SimhoundError } from '../errors.js';
import { drawCountry, numberingPlan, zoneOf } from './countries.js';
import { Draws, type RangeSet } from './draws.js';
import type { GenerateOptions } from './options.js';

/** Options with everything decided that can be left out and that the network depends on. */
export interface Settled extends GenerateOptions {
  country: string;
  timezone: string;
  ranges: RangeSet;
  imperfect: number;
}

/** Checks the options and decides by the seed what they leave open. @throws SimhoundError CONFIG_INVALID. */
export function settle(options: GenerateOptions): Settled {
  check(options);
  const ranges = options.ranges ?? 'fitting';
  const random = new Draws(ranges, options.seed, 'settle');
  const country = (options.country ?? drawCountry(random)).toUpperCase();
  numberingPlan(country);
  return {
    ...options,
    ranges,
    country,
    timezone: options.timezone ?? zoneOf(country),
    imperfect: options.imperfect ?? (random.judging ? random.between(0.0003, 0.003) : 0),
  };
}

function check(options: GenerateOptions): void {
  const refuse = (what: string, todo: string) => {
    throw new SimhoundError('CONFIG_INVALID', { what, todo });
  };
  const { lines, days, fraud_share, records, imperfect } = options;
  if (!Number.isInteger(options.seed)) refuse('The seed is not a whole number.', 'Give a whole number.');
  if (!Number.isInteger(days) || days < 1 || days > 366)
    refuse('days is not between 1 and 366.', 'Choose fewer days.');
  if (records === undefined ? !(lines >= 100) : lines !== 0 && !(lines >= 100)) {
    refuse('A network has at least 100 lines.', 'Give more lines, or the number of records and 0 lines.');
  }
  if (lines > 5_000_000) refuse('A network has at most 5 million lines.', 'Give fewer lines.');
  if (!(fraud_share >= 0 && fraud_share <= 0.5))
    refuse('fraud_share is not between 0 and 0.5.', 'Choose a share such as 0.01.');
  if (imperfect !== undefined && !(imperfect >= 0 && imperfect <= 0.1))
    refuse('imperfect is not between 0 and 0.1.', 'Choose a share such as 0.002.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(options.from) || Number.isNaN(Date.parse(options.from))) {
    refuse(`The first day ${options.from} is not a date.`, 'Write it as YYYY-MM-DD.');
  }
  if (options.formats.length === 0) refuse('No format is asked for.', 'Ask for generic, asterisk, or both.');
}
