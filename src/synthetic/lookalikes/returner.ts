import type { LookAlike } from '../actor.js';

/** Seasonal workers and people home from abroad: a card that slept for long wakes in another town and phone, with its old circle. */
export const returner: LookAlike = {
  name: 'returner',
  recruits: true,
  radio: true,
  create(network, random) {
    const { lines, people, places, devices, calendar } = network;
    const days = calendar.days.length;
    for (const line of people.recruit(this.name, random.count(2, 5))) {
      lines.wakes.set(line, random.whole(0, Math.max(0, days - 2)));
      lines.home[line] = places.anywhere(random);
      lines.work[line] = lines.home[line] as number;
      if (random.chance(0.7)) lines.device[line] = devices.make(random, 'handset');
    }
    return { plan: () => {} };
  },
};
