import { SimhoundError } from '../errors.js';
import { Agenda, type Attempt, attempt } from './agenda.js';
import { Calendar, drawHolidays } from './calendar.js';
import { numberingPlan } from './countries.js';
import type { Crowd } from './crowd.js';
import { Devices } from './devices.js';
import { Draws, type RangeSet } from './draws.js';
import { drawHabits, type Habits } from './habits.js';
import { type Line, Lines, type NewLine } from './lines.js';
import { fixedBlock, type NumberingPlan } from './numbering.js';
import { Parties, type Party } from './parties.js';
import { Places } from './places.js';
import { type Writing, writingOf } from './pseudonyms.js';
import type { Random } from './random.js';
import type { Settled } from './settled.js';
import { VictimLog } from './victim-log.js';

/** A box or a crew: no more than `ports` of its calls run at once. */
export interface Crew {
  kind: string;
  ports: number;
  lines: Line[];
}

/** The made-up network: places, devices, lines and what is going to happen among them. */
export class Network {
  readonly plan: NumberingPlan;
  readonly calendar: Calendar;
  readonly habits: Habits;
  readonly places: Places;
  readonly devices: Devices;
  readonly lines: Lines;
  readonly parties: Parties;
  readonly agenda = new Agenda();
  readonly crews: Crew[] = [];
  readonly victims = new VictimLog();
  readonly fixedOnly: boolean;
  /** How a number, an IMSI or an IMEI is written wherever it leaves the network. */
  readonly write: Writing;
  /** How busy people are, 1 as a rule; steered towards a wanted number of records. */
  pace = 1;
  readonly #seed: number;
  readonly #ranges: RangeSet;
  /** Chance that a number taken at random is one of ours. */
  readonly reach: number;
  #people: Crowd | undefined;
  #blocks = 0;

  constructor(options: Settled) {
    this.#seed = options.seed;
    this.#ranges = options.ranges;
    this.fixedOnly = options.fixed_only ?? false;
    this.write = writingOf(options);
    this.plan = numberingPlan(options.country);
    const holidays = drawHolidays(this.random('holidays'), options.days);
    this.calendar = new Calendar(options.from, options.days, options.timezone, holidays);
    this.habits = drawHabits(this.random('habits'));
    this.habits.calls *= options.calls_per_line ?? 1;
    this.places = new Places(this.random('places'), this.plan, options.lines, this.habits.linesPerCell);
    this.devices = new Devices(this.random('devices'));
    this.lines = new Lines(this.plan, this.fixedOnly);
    // The other operators together are larger than ours, and a small network is a small part of a country.
    this.parties = new Parties(this.lines, this.plan, Math.min(9_000_000, 60_000 + options.lines * 2));
    this.reach = this.habits.onNet * Math.min(1, 0.2 + options.lines / 10_000);
  }

  /** A stream of random numbers of its own. */
  random(...path: (string | number)[]): Draws {
    return new Draws(this.#ranges, this.#seed, ...path);
  }

  /** Lets people move in. */
  settle(people: Crowd): void {
    this.#people = people;
  }

  get people(): Crowd {
    if (this.#people === undefined) {
      throw new SimhoundError('INTERNAL', {
        what: 'People were asked for before they moved in.',
        todo: 'Report this.',
      });
    }
    return this.#people;
  }

  add(line: NewLine): Line {
    return this.lines.add(line);
  }

  /** Adjacent fixed numbers, international digits. */
  fixedNumbers(random: Random, count: number): string[] {
    const first = fixedBlock(this.plan, this.#blocks) + random.below(Math.max(1, 1000 - count));
    this.#blocks += Math.ceil(count / 1000);
    return Array.from({ length: count }, (_, i) => String(first + i));
  }

  /** Somebody whose number was found in a list or made up: one of ours, or of the others. */
  stranger(random: Random): Party {
    return random.chance(this.reach) ? this.people.anyone(random) : this.parties.anyOther(random);
  }

  /** Plans that somebody tries to reach somebody. */
  call(at: number, caller: Party, callee: Party, more?: Partial<Attempt>): void {
    this.agenda.add(attempt(at, caller, callee, more));
  }

  /** A message; it is not answered but delivered. */
  message(at: number, caller: Party, callee: Party, more?: Partial<Attempt>): void {
    this.agenda.add(attempt(at, caller, callee, { ...more, sms: true, answer: 1, seconds: 0 }));
  }
}
