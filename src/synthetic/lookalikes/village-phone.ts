import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { privateContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** One ordinary phone that a village shares, on a private contract: never moves, many callers, each with a family. */
export const villagePhone: LookAlike = {
  name: 'village_phone',
  recruits: false,
  create(network, random) {
    const { places, devices } = network;
    const calls = random.amount(16, 55);
    const line = network.add({
      kind: this.name,
      device: devices.make(random, 'handset'),
      home: places.anywhere(random),
      mobility: 'static',
      answers: random.share(0.4, 0.75),
      contract: { ...privateContract(random, -random.count(200, 2500)), product: 'prepaid' },
    });
    const villagers = random.count(25, 60);
    let families: Party[] = [];
    return {
      plan(day) {
        if (families.length === 0)
          families = Array.from({ length: villagers * 4 }, () => network.stranger(random));
        const count = Math.round(calls * random.between(0.7, 1.3));
        for (let i = 0; i < count; i += 1) {
          const at = day.start + random.between(7, 22) * hour;
          const relative = families[Math.floor(families.length * random.next() ** 1.5)] as Party;
          const callee = random.chance(0.15) ? network.stranger(random) : relative;
          if (random.chance(0.2)) network.call(at, callee, line, { answer: 0.6, seconds: 60 });
          else
            network.call(at, line, callee, {
              answer: 0.65,
              seconds: random.lognormal(85, 0.9),
              back: 0.25,
              echo: 0.03,
            });
        }
      },
    };
  },
};
