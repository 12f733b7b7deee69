import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Random } from './random.js';

/** A prime that hardly any count of people or numbers is a multiple of, so that steps of it come by everybody. */
const stride = 7919;

/** A bought list of numbers that a scam works through: strangers, nobody twice before everybody was rung. */
export class CallList {
  readonly #network: Network;
  readonly #random: Random;
  #ours: number;
  #others: number;

  constructor(network: Network, random: Random) {
    this.#network = network;
    this.#random = random;
    [this.#ours, this.#others] = [random.below(2 ** 30), random.below(2 ** 30)];
  }

  /** The next number of the list. */
  next(): Party {
    const { people, parties, reach } = this.#network;
    if (!this.#random.chance(reach)) {
      this.#others += stride;
      return parties.other(this.#others);
    }
    this.#ours += stride;
    return people.first + (this.#ours % people.count);
  }
}
