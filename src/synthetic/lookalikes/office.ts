import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** An ordinary office exchange: fixed lines with clients of their own, who call as often as they are called. */
export const office: LookAlike = {
  name: 'office',
  recruits: false,
  create(network, random) {
    const size = random.count(3, 9);
    const contract = companyContract(random, 'fixed-trunk', -random.count(90, 4000));
    const home = network.places.anywhere(random);
    const lines = network.fixedNumbers(random, size).map((number) =>
      network.add({
        kind: this.name,
        number,
        home,
        mobility: 'static',
        answers: random.share(0.6, 0.9),
        fixed: true,
        channels: 3,
        contract,
      }),
    );
    const calls = random.amount(5, 28);
    let clients: Party[] = [];
    return {
      plan(day) {
        if (clients.length === 0) {
          clients = Array.from({ length: size * random.whole(12, 30) }, () => network.stranger(random));
          network.people.businesses.push(...lines);
        }
        for (const line of lines) {
          const count = random.poisson(day.free ? calls / 15 : calls);
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(8.5, 18.5) * hour;
            const known = random.chance(0.75);
            const client = known
              ? (clients[Math.floor(clients.length * random.next() ** 2)] as Party)
              : network.stranger(random);
            const more = { answer: 0.72, seconds: random.lognormal(110, 1), back: 0.35 };
            if (client < 0 && random.chance(0.5)) network.call(at, client, line, { ...more, answer: 0.8 });
            else network.call(at, line, client, more);
          }
        }
      },
    };
  },
};
