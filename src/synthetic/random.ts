/**
 * Seeded random numbers (xoshiro128**, Blackman and Vigna 2018). Each part of the network draws from a stream of
 * its own, named by a path, so that adding a gang leaves the habits of everybody else as they were.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare: number | undefined;

  constructor(seed: number, ...path: (string | number)[]) {
    let hash = 0x811c9dc5 ^ (seed | 0) ^ Math.floor(seed / 2 ** 32);
    for (const letter of `/${path.join('/')}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    const word = () => {
      hash = (hash + 0x9e3779b9) | 0;
      return mix(hash);
    };
    [this.#a, this.#b, this.#c, this.#d] = [word(), word(), word(), word() | 1];
  }

  /** 0 ≤ x < 1. */
  next(): number {
    const scrambled = Math.imul(this.#b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result / 4294967296;
  }

  /** A whole number, 0 ≤ x < n. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    const angle = 2 * Math.PI * this.next();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** @param sigma of the logarithm: 0.5 is mildly, 1 heavily skewed. */
  lognormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Counts of rare things; meant for means below about 20. */
  poisson(mean: number): number {
    let product = this.next();
    const floor = Math.exp(-mean);
    let count = 0;
    while (product > floor) {
      count += 1;
      product *= this.next();
    }
    return count;
  }

  /** The list itself, in random order. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [list[i], list[j]] = [list[j] as T, list[i] as T];
    }
    return list;
  }
}

/** Spreads the bits of a 32-bit number (murmur3's finaliser). */
export function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** A number that depends on nothing but its arguments, 0 ≤ x < 1: for what must be the same whenever it is asked. */
export function hashed(a: number, b: number, c = 0): number {
  return (mix(mix(mix(a) ^ Math.imul(b, 0x9e3779b1)) ^ Math.imul(c, 0x85ebca77)) >>> 0) / 4294967296;
}
