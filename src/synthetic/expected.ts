import { drawHabits } from './habits.js';
import type { GenerateOptions } from './options.js';
import { Random } from './random.js';

/** Records that so many lines will leave, roughly; measured on networks of many seeds, within a few percent. */
export function expectedRecords(options: GenerateOptions, lines: number): number {
  const habits = drawHabits(new Random(options.seed, 'habits'));
  const busy = options.calls_per_line ?? 1;
  // Means of the lognormal draws in people.ts; off-net counterparts start as many calls as people do.
  const calls = habits.calls * busy * Math.exp(0.75 ** 2 / 2);
  const messages = habits.messages * Math.exp(0.5);
  const a = (calls + messages) * 2 + habits.notices;
  const fraud = options.fraud_share * 70;
  return lines * options.days * (a + fraud + 1.5);
}
