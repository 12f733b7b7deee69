import type { Mechanism } from '../actor.js';
import { boughtTogether, drawHours, gangSim, today } from './gang.js';

/** SIMs that write to hundreds of strangers a day, hear nothing back and never speak. */
export const smsBlaster: Mechanism = {
  name: 'sms_blaster',
  least: 2,
  usual: (random) => random.count(2, 8),
  create(network, random, size) {
    const { places, devices } = network;
    const home = places.anywhere(random);
    const kind = random.pick(['modem', 'handset', 'gateway'] as const);
    const modules = devices.makeRun(random, kind, random.chance(0.5) ? 1 : size);
    const contract = boughtTogether(random, -30, -1);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home,
        device: modules[i % modules.length] as number,
        contract: contract(),
      }),
    );
    const hours = drawHours(random, 'office');
    const volume = random.amount(120, 420);
    const replies = random.share(0, 0.02);
    // Some send all day, some in bursts.
    const bursts = random.chance(0.5) ? random.count(2, 5) : 0;
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        const length = shift.to - shift.from;
        for (const line of lines) {
          const count = Math.round(volume * random.between(0.7, 1.2));
          const starts = Array.from({ length: bursts }, () => shift.from + random.next() * (length - 1800));
          for (let i = 0; i < count; i += 1) {
            const at =
              bursts > 0 ? random.pick(starts) + random.next() * 1500 : shift.from + random.next() * length;
            const callee = network.stranger(random);
            network.message(at, line, callee);
            if (random.chance(replies)) network.message(at + random.exponential(1800), callee, line);
          }
        }
      },
    };
  },
};
