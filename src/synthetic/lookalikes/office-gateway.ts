import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** A lawful GSM gateway on an office's exchange: a dozen SIMs in one box, one owner, clients who are rung again and ring back. */
export const officeGateway: LookAlike = {
  name: 'office_gateway',
  recruits: false,
  radio: true,
  create(network, random) {
    const { places, devices } = network;
    const home = places.anywhere(random);
    const size = random.count(5, 10);
    const modules = devices.makeRun(random, 'gateway', random.chance(0.5) ? 1 : size);
    const contract = companyContract(random, 'business-mobile', -random.count(200, 2500));
    const lines = Array.from({ length: size }, (_, i) =>
      network.add({
        kind: this.name,
        device: modules[i % modules.length] as number,
        home,
        mobility: 'static',
        answers: random.share(0.5, 0.85),
        contract,
      }),
    );
    const [mean, answer, fresh] = [random.amount(500, 1400), random.share(0.6, 0.75), random.share(0.1, 0.3)];
    let clients: Party[] = [];
    return {
      plan(day) {
        if (clients.length === 0)
          clients = Array.from({ length: random.whole(30, 90) }, () => network.stranger(random));
        if (day.free) return;
        for (const line of lines) {
          for (let at = day.start + random.between(8.4, 9) * hour; at < day.start + 18 * hour; ) {
            const client = clients[Math.floor(clients.length * random.next() ** 1.6)] as Party;
            const callee = random.chance(fresh) ? network.stranger(random) : client;
            const seconds = random.lognormal(90, 0.9);
            if (random.chance(0.15)) network.call(at, callee, line, { answer: 0.8, seconds });
            else network.call(at, line, callee, { answer, seconds, back: 0.35, echo: 0.03 });
            at += 30 + seconds + random.exponential(mean);
          }
        }
      },
    };
  },
};
