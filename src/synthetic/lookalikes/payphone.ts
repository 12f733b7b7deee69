import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** Payphones and village phones over radio: many callers, so many callees, mostly near; never moves, rarely rung. */
export const payphone: LookAlike = {
  name: 'payphone',
  recruits: false,
  create(network, random) {
    const { places, devices, lines } = network;
    const contract = {
      activated: -random.count(500, 4000),
      customer: 'payphone' as const,
      account: 'OPERATOR',
      dealer: 'operator',
      product: 'payphone',
    };
    const phones = Array.from({ length: random.count(2, 3) }, () =>
      network.add({
        kind: this.name,
        device: devices.make(random, 'm2m'),
        home: places.anywhere(random),
        mobility: 'static',
        answers: 0.08,
        contract,
      }),
    );
    const calls = random.amount(15, 60);
    return {
      plan(day) {
        for (const line of phones) {
          const count = random.poisson(Math.min(18, calls / 3)) * 3;
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(7, 22.5) * hour;
            let callee = network.stranger(random);
            // Whoever has no phone calls people of the same town.
            for (let tries = 0; tries < 12; tries += 1) {
              const near = network.people.anyone(random);
              if (places.area[lines.home[near] as number] !== places.area[lines.home[line] as number])
                continue;
              if (random.chance(0.6)) callee = near;
              break;
            }
            network.call(at, line, callee, { answer: 0.6, seconds: random.lognormal(80, 0.9), back: 0.1 });
          }
        }
      },
    };
  },
};
