import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** Drivers who ring their next passenger: strangers by the dozen, seconds each, all over town; passengers ring them as well. */
export const rideHailing: LookAlike = {
  name: 'ride_hailing',
  recruits: true,
  radio: true,
  create(network, random) {
    const { lines, people } = network;
    const drivers = people.recruit(this.name, random.count(3, 7)).map((line) => {
      lines.mobility[line] = 'rounds';
      lines.answers[line] = random.share(0.65, 0.9);
      return {
        line,
        open: random.between(8, 15),
        hours: random.between(5, 10),
        rides: random.amount(12, 34),
      };
    });
    // Where the app rings passengers for them, few passengers ring the driver.
    const [back, called] = [random.share(0.25, 0.6), random.share(0.1, 0.4)];
    return {
      plan(day) {
        for (const { line, open, hours, rides } of drivers) {
          if (random.chance(0.2)) continue;
          const count = Math.round(rides * random.between(0.7, 1.3));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + Math.min(23.9, open + random.next() * hours) * hour;
            const passenger = network.stranger(random);
            network.call(at, line, passenger, {
              answer: 0.72,
              seconds: random.lognormal(16, 0.6),
              back,
              echo: 0.15,
            });
            if (random.chance(called))
              network.call(at + 200, passenger, line, { answer: 0.8, seconds: random.lognormal(14, 0.5) });
          }
        }
      },
    };
  },
};
