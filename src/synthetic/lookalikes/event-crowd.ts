import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** A match or a fair: for some hours people from everywhere sit in one cell, ring friends shortly, and leave together. */
export const eventCrowd: LookAlike = {
  name: 'event_crowd',
  recruits: true,
  radio: true,
  create(network, random) {
    const { people, places, calendar } = network;
    const cell = places.anywhere(random);
    const most = Math.max(4, Math.round(people.count * 0.025));
    const guests = people.recruit(this.name, Math.min(most, random.count(15, 60)));
    const when = random.below(calendar.days.length);
    const [opens, lasts] = [random.clock(10, 20), random.amount(2, 4)];
    const busy = random.amount(2, 9);
    return {
      plan(day) {
        if (day.index !== when) return;
        for (const line of guests) {
          const count = random.poisson(busy);
          for (let i = 0; i < count; i += 1) {
            const at = day.start + Math.min(23.9, opens + random.next() * lasts) * hour;
            const friend = random.chance(0.3) ? random.pick(guests) : people.friend(line, random);
            if (friend === line) continue;
            if (random.chance(0.4)) network.message(at, line, friend, { cell });
            else
              network.call(at, line, friend, {
                answer: 0.5,
                seconds: random.lognormal(22, 0.7),
                back: 0.4,
                cell,
              });
          }
        }
      },
    };
  },
};
