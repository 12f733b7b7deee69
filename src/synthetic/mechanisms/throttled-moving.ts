import type { Mechanism } from '../actor.js';
import { imitation } from './imitation.js';

/** A box that plays people, makes no more calls than they do, and whose SIMs each wander over many sites. */
export const throttledMoving: Mechanism = {
  name: 'throttled_moving',
  least: 4,
  usual: (random) => random.count(8, 30),
  create(network, random, size) {
    const limit = random.count(9, 22);
    return imitation(network, random, size, { kind: this.name, limit, moving: true });
  },
};
