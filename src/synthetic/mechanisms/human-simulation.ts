import type { Mechanism } from '../actor.js';
import { imitation } from './imitation.js';

/** A box in one place that plays people: it calls itself, texts first, keeps quotas (imitation.ts). */
export const humanSimulation: Mechanism = {
  name: 'human_simulation',
  least: 4,
  usual: (random) => random.count(8, 36),
  create(network, random, size) {
    const limit = random.pick([20, 25, 30, 40, 49]);
    return imitation(network, random, size, { kind: this.name, limit, moving: false });
  },
};
