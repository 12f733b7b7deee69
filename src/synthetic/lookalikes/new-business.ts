import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract, privateContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** A shop that has just opened: a line of a few days under full load, in one place; customers ring and come again. */
export const newBusiness: LookAlike = {
  name: 'new_business',
  recruits: false,
  create(network, random) {
    const { places, devices, calendar } = network;
    const opens = random.whole(-12, Math.max(0, Math.floor(calendar.days.length / 3)));
    const contract = random.chance(0.5)
      ? companyContract(random, 'business-mobile', opens)
      : { ...privateContract(random, opens), product: 'postpaid' };
    const home = places.anywhere(random);
    const lines = Array.from({ length: random.count(1, 2) }, () =>
      network.add({
        kind: this.name,
        device: devices.make(random, 'handset'),
        home,
        mobility: 'person',
        work: home,
        answers: random.share(0.7, 0.9),
        contract,
      }),
    );
    const out = random.amount(22, 48);
    let suppliers: Party[] = [];
    return {
      plan(day) {
        if (suppliers.length === 0) suppliers = Array.from({ length: 15 }, () => network.stranger(random));
        if (day.index < opens || day.weekday === 6) return;
        for (const line of lines) {
          const count = Math.round(out * random.between(0.6, 1.3));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(9, 20) * hour;
            const known = random.chance(0.45);
            const other = known
              ? (suppliers[Math.floor(15 * random.next() ** 2)] as Party)
              : network.stranger(random);
            const seconds = random.lognormal(75, 0.9);
            network.call(at, line, other, { answer: 0.65, seconds, back: 0.5, echo: 0.08 });
            if (random.chance(0.35))
              network.call(at + random.between(600, 9000), network.stranger(random), line, {
                answer: 0.85,
                seconds,
                back: 0.6,
              });
          }
        }
      },
    };
  },
};
