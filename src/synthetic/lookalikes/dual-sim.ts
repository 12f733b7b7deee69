import type { LookAlike } from '../actor.js';

/** Two SIMs in one phone, and phones that are handed on: two or three lines on an IMEI, or an IMEI changed once. */
export const dualSim: LookAlike = {
  name: 'dual_sim',
  recruits: true,
  radio: true,
  create(network, random) {
    const { calendar, devices, lines, people } = network;
    for (let pair = 0; pair < random.count(3, 6); pair += 1) {
      const [one, two] = people.recruit(this.name, 2);
      if (one === undefined || two === undefined) break;
      lines.device[two] = lines.device[one] as number;
      lines.home[two] = lines.home[one] as number;
      lines.work[two] = lines.work[one] as number;
    }
    // Upgrades: a new phone on some day, the old one going to somebody else.
    const swaps = people.recruit(this.name, random.count(4, 8)).map((line, i) => ({
      line,
      day: random.below(calendar.days.length),
      device: i % 2 === 0 ? devices.make(random, 'handset') : -1,
    }));
    return {
      plan(day) {
        for (const [i, swap] of swaps.entries()) {
          if (swap.day !== day.index) continue;
          const giver = swaps[i - 1];
          const old = giver === undefined ? undefined : lines.device[giver.line];
          lines.device[swap.line] = swap.device >= 0 ? swap.device : (old ?? devices.make(random, 'handset'));
        }
      },
    };
  },
};
