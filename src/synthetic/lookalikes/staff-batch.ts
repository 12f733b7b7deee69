import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import type { Party } from '../parties.js';

/**
 * A company that equips its staff: SIMs and phones come from one box, so they wake on one day, with adjacent IMEIs,
 * in one building, and ring customers; but everybody has a circle, goes home, and is rung back.
 */
export const staffBatch: LookAlike = {
  name: 'staff_batch',
  recruits: true,
  create(network, random) {
    const { lines, people, places, devices, calendar } = network;
    const office = places.anywhere(random);
    const staff = people.recruit(this.name, random.count(6, 14));
    const phones = devices.makeRun(random, 'handset', Math.max(1, staff.length));
    const activated = random.whole(-20, Math.max(-1, Math.floor(calendar.days.length / 3)));
    const contract = companyContract(random, 'business-mobile', activated);
    for (const [i, line] of staff.entries()) {
      lines.work[line] = office;
      lines.device[line] = phones[i] as number;
      lines.contract[line] = contract;
    }
    const [calls, known, back] = [random.amount(5, 18), random.share(0.3, 0.7), random.share(0.2, 0.45)];
    let customers: Party[] = [];
    return {
      plan(day) {
        if (customers.length === 0) customers = Array.from({ length: 80 }, () => network.stranger(random));
        if (day.free || day.index < activated) return;
        for (const line of staff) {
          const count = random.poisson(Math.min(20, calls));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(8.5, 17.5) * hour;
            const outside = random.chance(known) ? random.pick(customers) : network.stranger(random);
            const callee = random.chance(0.2) ? random.pick(staff) : outside;
            if (callee === line) continue;
            network.call(at, line, callee, {
              answer: 0.7,
              seconds: random.lognormal(80, 0.9),
              back,
              echo: 0.05,
            });
          }
        }
      },
    };
  },
};
