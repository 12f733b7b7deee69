import type { Day } from './calendar.js';
import { daySeconds, hour } from './calendar.js';
import { type Circles, drawCircles } from './circles.js';
import type { Crowd } from './crowd.js';
import type { Habits } from './habits.js';
import type { Line } from './lines.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Random } from './random.js';
import { moveIn, type Traits } from './traits.js';

/** A talk is cut here: nobody's battery lasts longer. */
const longestTalk = 3 * 3600;

/** The private subscribers: their circles, and what they do hour by hour. */
export class People implements Crowd {
  readonly first: Line;
  readonly count: number;
  readonly businesses: Line[] = [];
  readonly #network: Network;
  readonly #random: Random;
  readonly #circles: Circles;
  readonly #traits: Traits;
  readonly #free: Line[];

  constructor(network: Network, random: Random, count: number) {
    this.#network = network;
    this.#random = random;
    this.first = network.lines.count;
    this.count = count;
    this.#traits = moveIn(network, random, count);
    const { household } = this.#traits;
    const people = { first: this.first, count, household };
    this.#circles = drawCircles(random, network.parties, people, network.habits.onNet);
    this.#port();
    this.#free = random.shuffle(Array.from({ length: count }, (_, i) => this.first + i));
  }

  /** Some take their number to another operator, some come with theirs: young lines whose circle knows them. */
  #port(): void {
    const { lines, habits, calendar } = this.#network;
    const random = this.#network.random('ported');
    const count = Math.round((this.count * habits.ported * calendar.days.length) / 7);
    for (let i = 0; i < 2 * count; i += 1) {
      const line = this.anyone(random);
      const at = Math.floor(random.next() * calendar.days.length);
      const contract = lines.contract[line];
      if (i % 2 === 0) lines.leaves[line] = at * daySeconds + random.whole(8, 18) * hour;
      else if (contract) lines.contract[line] = { ...contract, activated: at - 7, product: 'postpaid' };
    }
  }

  anyone(random: Random): Line {
    return this.first + random.below(this.count);
  }

  recruit(kind: string, count: number, near?: number): Line[] {
    const { lines, places } = this.#network;
    const chosen: Line[] = [];
    for (let i = this.#free.length - 1; i >= 0 && chosen.length < count; i -= 1) {
      const line = this.#free[i] as Line;
      if (near !== undefined && places.area[lines.home[line] as number] !== places.area[near]) continue;
      this.#free.splice(i, 1);
      lines.kind[line] = kind;
      chosen.push(line);
    }
    return chosen;
  }

  friend(line: Line, random: Random): Party {
    const i = line - this.first;
    const start = this.#circles.starts[i] as number;
    const size = (this.#circles.starts[i + 1] as number) - start;
    return this.#circles.contacts[
      start + Math.floor(size * random.next() ** (this.#traits.loyalty[i] as number))
    ] as Party;
  }

  talk(random: Random): number {
    const { talk, talkSkew } = this.#network.habits;
    return Math.min(longestTalk, Math.ceil(random.lognormal(talk, talkSkew)));
  }

  hour(day: Day, h: number): void {
    const { habits, lines } = this.#network;
    const random = this.#random;
    const { lateness, ...daily } = this.#traits;
    const away = (1 - habits.onNet) * habits.incoming;
    const shares = day.free ? habits.freeday : habits.workday;
    const factor = (day.free ? habits.free : 1) * this.#network.pace;
    for (let i = 0; i < this.count; i += 1) {
      const line = this.first + i;
      const share = (shares[(h - (lateness[i] as number) + 24) % 24] as number) * factor;
      const calls = (daily.calls[i] as number) * share;
      const messages = (daily.messages[i] as number) * share;
      // In order: calls out, calls in from elsewhere, messages out, in, notices, strangers.
      const all = (calls + messages) * (1 + away) + (habits.notices + 0.12) * share;
      if (random.next() < Math.exp(-all)) continue;
      if ((lines.contract[line]?.activated ?? 0) > day.index || (lines.wakes.get(line) ?? 0) > day.index)
        continue;
      const events = 1 + (random.chance(all / 2) ? 1 : 0);
      for (let e = 0; e < events; e += 1) {
        const at = day.start + h * hour + random.below(hour);
        this.#happen(line, at, random.next() * all, calls, messages, away, share, habits);
      }
    }
  }

  #happen(
    line: Line,
    at: number,
    draw: number,
    calls: number,
    messages: number,
    away: number,
    share: number,
    habits: Habits,
  ): void {
    const network = this.#network;
    const random = this.#random;
    if (draw < calls) {
      if (random.chance(habits.strange)) this.#ringService(line, at);
      else if (random.chance(habits.flash)) {
        // One ring says: ring me back, you pay less.
        network.call(at, line, this.friend(line, random), { answer: 0.03, seconds: 20, ring: 3, back: 0.7 });
      } else {
        const friend = this.friend(line, random);
        network.call(at, line, friend, {
          answer: habits.answer,
          seconds: this.talk(random),
          back: habits.back,
        });
      }
      return;
    }
    if (draw < calls + messages) {
      network.message(at, line, this.friend(line, random));
      return;
    }
    if (draw < (calls + messages) * (1 + away)) {
      const friend = this.#friendElsewhere(line);
      if (friend === undefined) return;
      if (draw < calls * (1 + away) + messages) {
        const caller = random.chance(0.006) ? network.parties.withheld() : friend;
        network.call(at, caller, line, {
          answer: habits.answer,
          seconds: this.talk(random),
          back: habits.back,
        });
      } else network.message(at, friend, line);
      return;
    }
    if (random.chance((habits.notices * share) / ((habits.notices + 0.12) * share))) {
      network.message(at, network.parties.sender(random), line);
      return;
    }
    const caller = random.chance(0.12) ? network.parties.withheld() : network.parties.anyOther(random);
    network.call(at, caller, line, {
      answer: habits.strangerAnswer,
      seconds: Math.ceil(random.lognormal(40, 1)),
      back: habits.back / 2,
    });
  }

  #ringService(line: Line, at: number): void {
    const random = this.#random;
    const network = this.#network;
    const draw = random.next();
    const business = this.businesses.length > 0 && draw < 0.45 ? random.pick(this.businesses) : undefined;
    const callee =
      business ?? (draw < 0.65 ? network.parties.shortCode(random) : network.parties.anyOther(random));
    network.call(at, line, callee, {
      answer: 0.82,
      seconds: Math.ceil(random.lognormal(95, 0.9)),
      back: 0.05,
    });
  }

  #friendElsewhere(line: Line): Party | undefined {
    for (let tries = 0; tries < 5; tries += 1) {
      const friend = this.friend(line, this.#random);
      if (friend < 0) return friend;
    }
    return undefined;
  }
}
