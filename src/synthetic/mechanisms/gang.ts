import { type Day, daySeconds, hour } from '../calendar.js';
import { dealer, privateContract } from '../contracts.js';
import type { Device } from '../devices.js';
import type { Draws } from '../draws.js';
import type { Contract, Line } from '../lines.js';
import type { Network } from '../network.js';
import type { Party } from '../parties.js';
import type { Cell } from '../places.js';
import type { Random } from '../random.js';

/** When a gang works: seconds of the day, and the chance that it works at all on a free day. */
export interface Hours {
  open: number;
  close: number;
  free: number;
}

/** Scammers keep office hours, bypass follows the callers abroad. */
export function drawHours(random: Draws, kind: 'office' | 'long'): Hours {
  const open = (kind === 'office' ? random.clock(8.6, 10.2) : random.clock(7.5, 10)) * hour;
  const close = (kind === 'office' ? random.clock(17.5, 20.5) : random.clock(21, 23.6)) * hour;
  return { open, close, free: kind === 'office' ? random.share(0.3, 0.9) : 1 };
}

/** The stretch of a day that a gang works, or nothing. */
export function today(random: Random, hours: Hours, day: Day): { from: number; to: number } | undefined {
  if (day.free && !random.chance(hours.free)) return undefined;
  return {
    from: day.start + hours.open + random.between(0, 1500),
    to: Math.min(day.start + hours.close - random.between(0, 2400), day.start + daySeconds),
  };
}

/** SIMs that one hand bought: the same shop as a rule, activated within days of each other. */
export function boughtTogether(random: Random, earliest: number, latest: number): (at?: number) => Contract {
  const shop = dealer(random);
  const middle = random.whole(earliest, latest);
  const strict = random.between(0.6, 1);
  return (at) => ({
    ...privateContract(random, at ?? Math.min(latest, middle + random.whole(-2, 2))),
    dealer: random.chance(strict) ? shop : dealer(random),
    product: 'prepaid',
  });
}

/** A SIM of a gang. */
export function gangSim(
  network: Network,
  kind: string,
  sim: { home: Cell; device: Device; contract: Contract; answers?: number },
): Line {
  return network.add({
    kind,
    fraud: true,
    device: sim.device,
    home: sim.home,
    mobility: 'static',
    answers: sim.answers ?? 0.01,
    contract: sim.contract,
  });
}

/** A call that was answered, by the gang's own chance, and how long it lasts. */
export function talk(
  random: Random,
  answer: number,
  seconds: number,
): { answered: boolean; seconds: number } {
  return { answered: random.chance(answer), seconds: Math.min(7200, seconds) };
}

/**
 * Whom callers abroad ring through a box of so many SIMs. They have people of their own here, so some callees come again;
 * where a box has a steady route, most of them do: it carries the same families' calls day after day.
 */
export function clientele(network: Network, random: Draws, sims: number): () => Party {
  const { parties } = network;
  const regulars = Array.from({ length: sims * 25 }, () => random.below(parties.size));
  const again = random.chance(0.35) ? random.share(0.5, 0.95) : random.share(0.05, 0.25);
  return () => (random.chance(again) ? parties.other(random.pick(regulars)) : network.stranger(random));
}
