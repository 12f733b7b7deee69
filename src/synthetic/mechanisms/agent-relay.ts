import type { Mechanism } from '../actor.js';
import { companyContract, dealer } from '../contracts.js';
import type { Line } from '../lines.js';
import { relay, relayBlock } from './relay.js';

/**
 * A relay on fixed lines that one agent took out in the name of several companies: small blocks far from each other
 * in number, started weeks apart, which take turns or dial together; nothing but the agent and the hours joins them.
 */
export const agentRelay: Mechanism = {
  name: 'agent_relay',
  fixed: true,
  least: 4,
  usual: (random) => random.count(8, 24),
  create(network, random, size) {
    const days = network.calendar.days.length;
    const agent = dealer(random);
    const channels = random.count(1, 3) + 1;
    const wanted = Math.max(2, Math.min(random.count(3, 6), Math.floor(size / 2)));
    const accounts: Line[][] = [];
    for (let left = size; left > 0; ) {
      const share = Math.min(left, Math.ceil(left / Math.max(1, wanted - accounts.length)));
      const contract = {
        ...companyContract(random, 'fixed-trunk', -random.count(20, 500)),
        dealer: agent,
      };
      accounts.push(relayBlock(network, random, this.name, { size: share, channels, contract }));
      left -= share;
    }
    network.crews.push({ kind: this.name, ports: size * channels, lines: accounts.flat() });
    const wakes = Math.min(days - 1, random.whole(0, Math.ceil(days / 3)));
    // Either all dial every day, or the accounts relieve each other so that none dials for long.
    const turns = days >= 4 && random.chance(0.5);
    return relay(network, random, channels, (day) => {
      if (day.index < wakes) return [];
      return turns ? accounts.filter((_, i) => (i + day.index) % 2 === 0).flat() : accounts.flat();
    });
  },
};
