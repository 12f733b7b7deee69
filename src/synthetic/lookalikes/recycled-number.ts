import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { privateContract } from '../contracts.js';
import { Life } from '../life.js';

/**
 * A line that lawfully changes hands (a child's first card, a number given out again): contacts, home and handset
 * change on one date, as with a bought card, and then somebody lives an ordinary life on it.
 */
export const recycledNumber: LookAlike = {
  name: 'recycled_number',
  recruits: false,
  radio: true,
  create(network, random) {
    const { places, devices, calendar, lines: all } = network;
    const given = Array.from({ length: random.count(2, 3) }, () => ({
      line: network.add({
        kind: this.name,
        device: devices.make(random, 'handset'),
        home: places.anywhere(random),
        mobility: 'person',
        answers: random.share(0.6, 0.85),
        contract: privateContract(random, -random.count(200, 2000)),
      }),
      day: random.below(calendar.days.length),
      before: new Life(network, random),
      after: new Life(network, random),
    }));
    return {
      plan(day) {
        for (const { line, day: date, before, after } of given) {
          if (day.index === date) {
            all.home[line] = places.anywhere(random);
            all.work[line] = places.inTown(random, all.home[line] as number);
            all.device[line] = devices.make(random, 'handset');
          }
          (day.index < date ? before : after).plan(day, line);
          if (day.index < date || !random.chance(0.5)) continue;
          // Somebody has not heard of it yet.
          const at = day.start + random.between(9, 21) * hour;
          network.call(at, random.pick(before.circle), line, { answer: 0.6, seconds: 12 });
        }
      },
    };
  },
};
