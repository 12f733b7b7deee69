import { privateContract } from './contracts.js';
import type { Network } from './network.js';
import type { Cell } from './places.js';
import type { Random } from './random.js';

/** What people are like, by person. */
export interface Traits {
  household: Int32Array;
  /** Calls that a person starts on a working day, and messages. */
  calls: Float32Array;
  messages: Float32Array;
  /** How much a person keeps to the closest contacts: the exponent over their rank. */
  loyalty: Float32Array;
  /** Hours by which the day starts later than others'. */
  lateness: Int8Array;
}

/** Lets people move in, family by family: adds their lines, in a row, and draws what they are like. */
export function moveIn(network: Network, random: Random, count: number): Traits {
  const { habits, places } = network;
  const traits: Traits = {
    household: new Int32Array(count),
    calls: new Float32Array(count),
    messages: new Float32Array(count),
    loyalty: new Float32Array(count),
    lateness: new Int8Array(count),
  };
  let [family, left, home] = [0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    if (left === 0) {
      [family, left] = [family + 1, random.pick([1, 1, 2, 2, 2, 3, 3, 4, 4, 5])];
      // Families live in towns in a row, so that neighbours in the index are neighbours on the ground.
      home = places.inTown(random, Math.floor((i / count) * places.own));
    }
    left -= 1;
    traits.household[i] = family;
    traits.calls[i] = Math.min(45, random.lognormal(habits.calls, 0.75));
    traits.messages[i] = Math.min(60, random.lognormal(habits.messages, 1));
    traits.loyalty[i] = random.between(2.6, 5.5);
    traits.lateness[i] = Math.round(random.normal() * 0.9);
    addLine(network, random, home);
  }
  return traits;
}

function addLine(network: Network, random: Random, home: Cell): void {
  const { places, devices, calendar } = network;
  const elsewhere = random.chance(0.75) ? places.inTown(random, home) : places.anywhere(random);
  // One in sixty lines is new and starts within the days that are shown.
  const isNew = random.chance(1 / 60);
  network.add({
    kind: 'person',
    device: devices.make(random, 'handset'),
    home,
    work: random.chance(0.15) ? home : elsewhere,
    mobility: 'person',
    answers: random.between(0.6, 0.85),
    contract: privateContract(random, isNew ? random.below(calendar.days.length) : undefined),
  });
}
