import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import type { Party } from '../parties.js';

/** People who work from home by phone: many calls from one cell, few come in; but clients recur, and friends remain. */
export const teleworker: LookAlike = {
  name: 'teleworker',
  recruits: true,
  create(network, random) {
    const { lines, people, parties } = network;
    const desks = people.recruit(this.name, random.count(2, 5)).map((line) => {
      lines.work[line] = lines.home[line] as number;
      lines.mobility[line] = network.fixedOnly || random.chance(0.5) ? 'static' : 'person';
      return { line, calls: random.amount(14, 42), clients: [] as Party[], size: random.count(12, 60) };
    });
    const [known, back, echo] = [random.share(0.4, 0.75), random.share(0.08, 0.3), random.share(0.01, 0.05)];
    const meeting = parties.other(random.below(parties.size));
    return {
      plan(day) {
        if (day.free) return;
        for (const desk of desks) {
          if (desk.clients.length === 0)
            desk.clients = Array.from({ length: desk.size }, () => network.stranger(random));
          const count = Math.round(desk.calls * random.between(0.6, 1.3));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(8.5, 18) * hour;
            const client = desk.clients[Math.floor(desk.size * random.next() ** 1.8)] as Party;
            const callee = random.chance(known) ? client : network.stranger(random);
            network.call(at, desk.line, callee, {
              answer: 0.62,
              seconds: random.lognormal(110, 1),
              back,
              echo,
            });
          }
          // The morning's conference.
          if (random.chance(0.7))
            network.call(day.start + 9.25 * hour + random.below(300), desk.line, meeting, {
              answer: 1,
              seconds: random.between(900, 3600),
            });
        }
      },
    };
  },
};
