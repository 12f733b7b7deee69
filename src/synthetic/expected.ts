import { Calendar } from './calendar.js';
import { drawHabits } from './habits.js';
import type { GenerateOptions } from './options.js';
import { instances } from './population.js';
import { Random } from './random.js';

/** Records that so many lines will leave, roughly. */
export function expectedRecords(options: GenerateOptions, lines: number): number {
  const habits = drawHabits(new Random(options.seed, 'habits'));
  const { days } = new Calendar(options.from, options.days, options.timezone);
  const working = days.reduce((sum, day) => sum + (day.free ? habits.free : 1), 0);
  const busy = options.calls_per_line ?? 1;
  // Means of the lognormal draws in people.ts; whoever is elsewhere starts as many calls as people do.
  const calls = habits.calls * busy * Math.exp(0.75 ** 2 / 2);
  const messages = habits.messages * Math.exp(0.5);
  const people = (calls + messages) * 2 + habits.notices + 0.12;
  const gangs = options.fraud_share * perGangLine;
  const lookAlikes = options.lookalikes?.length === 0 ? 0 : (instances(lines) * perInstance) / lines;
  return lines * working * (people * (1 - options.fraud_share) * returned + gangs + lookAlikes);
}

// Fitted to networks of 3000 lines and eight seeds, which differ by some 5 %: calls that are returned or fail, and
// records a working day of a gang's line and of one set of look-alikes.
const returned = 1.045;
const perGangLine = 75;
const perInstance = 5100;
