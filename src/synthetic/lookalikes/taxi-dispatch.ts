import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** A taxi dispatch: very many short calls from one desk, to its drivers and to customers at the door; as many come in. */
export const taxiDispatch: LookAlike = {
  name: 'taxi_dispatch',
  recruits: false,
  create(network, random) {
    const { places, devices } = network;
    const home = places.anywhere(random);
    const contract = companyContract(random, 'business-mobile', -random.count(400, 4000));
    const lines = Array.from({ length: random.count(1, 3) }, () =>
      network.add({
        kind: this.name,
        device: devices.make(random, 'router'),
        home,
        mobility: 'static',
        answers: random.share(0.8, 0.95),
        channels: 2,
        contract,
      }),
    );
    const rides = random.amount(50, 120);
    let drivers: Party[] = [];
    return {
      plan(day) {
        if (drivers.length === 0)
          drivers = Array.from({ length: random.whole(15, 40) }, () => network.stranger(random));
        for (const line of lines) {
          const count = Math.round(rides * random.between(0.8, 1.2));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(5.5, 23.5) * hour;
            const customer = network.stranger(random);
            network.call(at, customer, line, { answer: 0.95, seconds: random.lognormal(30, 0.4) });
            network.call(at + random.whole(40, 120), line, random.pick(drivers), {
              answer: 0.8,
              seconds: random.lognormal(14, 0.4),
              back: 0.6,
            });
            if (random.chance(0.5)) {
              network.call(at + random.whole(300, 900), line, customer, {
                answer: 0.8,
                seconds: random.lognormal(12, 0.4),
                back: 0.4,
              });
            }
          }
        }
      },
    };
  },
};
