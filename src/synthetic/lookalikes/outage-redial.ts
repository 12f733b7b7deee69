import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** An hour in which a cell is disturbed or something has happened there: everybody redials, most get through late. */
export const outageRedial: LookAlike = {
  name: 'outage_redial',
  recruits: true,
  create(network, random) {
    const { calendar, lines, people, places } = network;
    const cell = places.anywhere(random);
    const affected = people.recruit(this.name, random.count(8, 20), cell);
    const when = random.below(calendar.days.length);
    const start = random.clock(9, 20) * hour;
    return {
      plan(day) {
        if (day.index !== when) return;
        for (const line of affected) {
          lines.work[line] = cell;
          const tries = random.whole(8, 32);
          let callee = people.friend(line, random);
          for (let i = 0; i < tries; i += 1) {
            if (random.chance(0.25)) callee = people.friend(line, random);
            const at = day.start + start + random.next() * 2400;
            network.call(at, line, callee, {
              answer: i < tries * 0.8 ? 0.05 : 0.7,
              seconds: random.lognormal(50, 0.8),
              cell,
            });
          }
        }
      },
    };
  },
};
