import type { Mechanism } from '../actor.js';
import { companyContract } from '../contracts.js';
import { relay, relayBlock } from './relay.js';

/**
 * A resold block of fixed lines, driven from abroad: silent for long, then all of its numbers dial at once, share
 * the load evenly, and each callee is rung by one number only.
 */
export const fixedRelay: Mechanism = {
  name: 'fixed_relay',
  fixed: true,
  least: 4,
  usual: (random) => random.count(6, 24),
  create(network, random, size) {
    const days = network.calendar.days.length;
    const wakes = Math.min(days - 1, random.whole(0, Math.ceil(days / 3)));
    const contract = companyContract(random, 'fixed-trunk', -random.count(60, 900));
    const channels = random.count(2, 5);
    const lines = relayBlock(network, random, this.name, { size, channels, contract });
    network.crews.push({ kind: this.name, ports: size * channels, lines });
    return relay(network, random, channels, (day) => (day.index < wakes ? [] : lines));
  },
};
