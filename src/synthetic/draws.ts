import { Random } from './random.js';

/** Which set of ranges a network's habits come from: `judging` lies partly outside `fitting`. */
export const rangeSets = ['fitting', 'judging'] as const;
export type RangeSet = (typeof rangeSets)[number];

/** By how much judging reaches beyond fitting: a factor of amounts, log-odds of shares, hours of the clock. */
const reach = { amount: 1.5, share: 0.5, clock: 1 };

/**
 * A stream of random numbers that also draws parameters: what a rule could be tuned to is given here as the range
 * for fitting, and is drawn from a wider one for judging.
 */
export class Draws extends Random {
  readonly judging: boolean;

  constructor(ranges: RangeSet, seed: number, ...path: (string | number)[]) {
    super(seed, ...path);
    this.judging = ranges === 'judging';
  }

  /** A quantity above 0: seconds, calls a day. */
  amount(low: number, high: number): number {
    if (!this.judging) return this.between(low, high);
    const [from, to] = [low / reach.amount, high * reach.amount];
    return from > 0 ? Math.exp(this.between(Math.log(from), Math.log(to))) : this.between(from, to);
  }

  /** As `amount`, in whole numbers, never below 1 unless the range begins there. */
  count(low: number, high: number): number {
    if (!this.judging) return this.whole(low, high);
    return Math.max(Math.min(1, low), this.whole(Math.round(low / reach.amount), high * reach.amount));
  }

  /** A chance: 0 to 1. */
  share(low: number, high: number): number {
    if (!this.judging) return this.between(low, high);
    const odds = (p: number) => Math.log(p / (1 - p));
    const [from, to] = [Math.max(low, 0.001), Math.min(high, 0.999)].map(odds) as [number, number];
    return 1 / (1 + Math.exp(-this.between(from - reach.share, to + reach.share)));
  }

  /** Hours of the day. */
  clock(low: number, high: number): number {
    if (!this.judging) return this.between(low, high);
    return Math.min(23.9, Math.max(0, this.between(low - reach.clock, high + reach.clock)));
  }
}
