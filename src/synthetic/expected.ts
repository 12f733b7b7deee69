import { Calendar, drawHolidays } from './calendar.js';
import { Draws } from './draws.js';
import { drawHabits } from './habits.js';
import { instances } from './population.js';
import type { Settled } from './settled.js';

/** Records that so many lines will leave, roughly. */
export function expectedRecords(options: Settled, lines: number): number {
  const stream = (name: string) => new Draws(options.ranges, options.seed, name);
  const habits = drawHabits(stream('habits'));
  const holidays = drawHolidays(stream('holidays'), options.days);
  const { days } = new Calendar(options.from, options.days, options.timezone, holidays);
  const working = days.reduce((sum, day) => sum + (day.free ? habits.free : 1), 0);
  const busy = options.calls_per_line ?? 1;
  // Means of the lognormal draws in people.ts; whoever is elsewhere starts as many calls as people do.
  const calls = habits.calls * busy * Math.exp(0.75 ** 2 / 2);
  const messages = habits.messages * Math.exp(0.5);
  const { onNet, incoming } = habits;
  const people = (calls + messages) * (1 + onNet + (1 - onNet) * incoming) + habits.notices + 0.12;
  const gangs = options.fraud_share * perGangLine;
  const lookAlikes = options.lookalikes?.length === 0 ? 0 : (instances(lines) * perInstance) / lines;
  return lines * working * (people * (1 - options.fraud_share) * returned + gangs + lookAlikes);
}

// Fitted to networks of 3000 lines and six seeds with the ranges for fitting, which differ by some 5 %: calls that are returned or fail, and
// records a working day of a gang's line and of one set of look-alikes.
const returned = 1.02;
const perGangLine = 62;
const perInstance = 6200;
