import { type Day, hour } from './calendar.js';
import type { Draws } from './draws.js';
import type { Line } from './lines.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';

/** An ordinary life of a line outside the crowd: a circle of its own that it calls and that calls it, at home. */
export class Life {
  readonly #network: Network;
  readonly #random: Draws;
  readonly #size: number;
  readonly #calls: number;
  #circle: Party[] = [];

  constructor(network: Network, random: Draws) {
    this.#network = network;
    this.#random = random;
    this.#size = random.count(6, 14);
    this.#calls = random.amount(2.5, 7);
  }

  /** Whom the line knows; meets them first, when people have moved in. */
  get circle(): readonly Party[] {
    if (this.#circle.length === 0) {
      this.#circle = Array.from({ length: this.#size }, () => this.#network.stranger(this.#random));
    }
    return this.#circle;
  }

  /** Plans a day of the line, from the cell where it lives. */
  plan(day: Day, line: Line): void {
    const random = this.#random;
    const { habits, people } = this.#network;
    const count = random.poisson(Math.min(20, this.#calls * 2));
    for (let i = 0; i < count; i += 1) {
      const at = day.start + random.between(7.5, 23) * hour;
      const friend = this.circle[Math.floor(this.circle.length * random.next() ** 2.5)] as Party;
      const [caller, callee] = random.chance(0.5) ? [line, friend] : [friend, line];
      if (random.chance(habits.messages / (habits.messages + habits.calls))) {
        this.#network.message(at, caller, callee);
      } else {
        const answer = callee === line ? 0.75 : habits.answer;
        this.#network.call(at, caller, callee, { answer, seconds: people.talk(random), back: habits.back });
      }
    }
  }
}
