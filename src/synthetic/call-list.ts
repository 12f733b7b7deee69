import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Random } from './random.js';

/**
 * A bought list of numbers that a scam works through: strangers, nobody twice before everybody was rung. Every list
 * is in an order of its own, so that two gangs have people in common by chance alone.
 */
export class CallList {
  readonly #network: Network;
  readonly #random: Random;
  readonly #ours: Walk;
  readonly #others: Walk;

  constructor(network: Network, random: Random) {
    this.#network = network;
    this.#random = random;
    [this.#ours, this.#others] = [new Walk(random), new Walk(random)];
  }

  /** The next number of the list. */
  next(): Party {
    const { people, parties, reach } = this.#network;
    if (!this.#random.chance(reach)) return parties.other(this.#others.next(parties.size));
    return people.first + this.#ours.next(people.count);
  }
}

/** A walk around a circle in equal steps that comes by every place once a round. */
export class Walk {
  readonly #start: number;
  readonly #share: number;
  #at: number | undefined;
  #step = 1;

  constructor(random: Random) {
    [this.#start, this.#share] = [random.next(), random.next()];
  }

  /** The next place, 0 to count − 1; the circle keeps its size. */
  next(count: number): number {
    if (this.#at === undefined) {
      this.#at = Math.floor(this.#start * count);
      this.#step = 1 + Math.floor(this.#share * count);
      while (commonFactor(this.#step, count) > 1) this.#step += 1;
    }
    this.#at = (this.#at + this.#step) % count;
    return this.#at;
  }
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
