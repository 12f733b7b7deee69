import type { LookAlike } from '../actor.js';
import { daySeconds } from '../calendar.js';
import { companyContract } from '../contracts.js';

/** Alarms, lifts, pumps, terminals: never move, nothing comes in, one to three callees at any hour. */
export const m2mAlarm: LookAlike = {
  name: 'm2m_alarm',
  recruits: false,
  create(network, random) {
    const { places, devices, parties } = network;
    const contract = { ...companyContract(random, 'm2m', -random.count(30, 1500)), customer: 'm2m' as const };
    const centre = Array.from({ length: random.count(1, 3) }, () => parties.anyOther(random));
    const kind = random.pick(['m2m', 'm2m', 'router'] as const);
    // Some report once a day, some talk all the time.
    const busy = random.amount(2, 24);
    // Terminals of one building come from one box: adjacent IMEIs in one cell.
    const size = random.count(5, 14);
    const site = random.chance(0.4) ? places.anywhere(random) : undefined;
    const run = site === undefined ? [] : devices.makeRun(random, kind, size);
    const machines = Array.from({ length: size }, (_, i) => ({
      line: network.add({
        kind: this.name,
        device: run[i] ?? devices.make(random, kind),
        home: site ?? places.anywhere(random),
        mobility: 'static',
        answers: 0.4,
        contract,
      }),
      daily: Math.max(1, busy * random.amount(0.5, 1.5)),
      messages: random.chance(0.5),
    }));
    return {
      plan(day) {
        for (const { line, daily, messages } of machines) {
          const count = random.poisson(daily);
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.below(daySeconds);
            const callee = random.pick(centre);
            if (messages && random.chance(0.7)) network.message(at, line, callee);
            else network.call(at, line, callee, { answer: 0.95, seconds: random.lognormal(14, 0.5) });
          }
        }
      },
    };
  },
};
