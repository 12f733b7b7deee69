import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** A repair shop's bench phone: customers' SIMs are in it for minutes and make a call or two. */
export const repairShop: LookAlike = {
  name: 'repair_shop',
  recruits: true,
  radio: true,
  create(network, random) {
    const { devices, people, places, lines } = network;
    const [shop] = people.recruit(this.name, 1);
    const cell = shop === undefined ? places.anywhere(random) : (lines.work[shop] as number);
    const bench = devices.make(random, 'handset');
    const daily = random.amount(1.5, 5);
    return {
      plan(day) {
        if (day.weekday === 6) return;
        const count = random.poisson(daily);
        for (let i = 0; i < count; i += 1) {
          const customer = people.anyone(random);
          const at = day.start + random.between(9.5, 19.5) * hour;
          const calls = random.whole(1, 2);
          for (let c = 0; c < calls; c += 1) {
            const callee = shop !== undefined && random.chance(0.5) ? shop : people.friend(customer, random);
            network.call(at + c * 150, customer, callee, {
              answer: 0.8,
              seconds: random.whole(3, 15),
              cell,
              device: bench,
            });
          }
        }
      },
    };
  },
};
