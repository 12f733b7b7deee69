import type { Mechanism } from '../actor.js';
import { daySeconds } from '../calendar.js';
import { CallList } from '../call-list.js';
import type { Cell } from '../places.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * A den across the border: SIMs are tried out at home, fall silent on the way, and reappear together behind cells
 * abroad, or behind the last cells on this side; later the whole cohort moves again.
 */
export const roamingDen: Mechanism = {
  name: 'roaming_den',
  least: 3,
  usual: (random) => random.count(5, 20),
  create(network, random, size) {
    const { places, devices, calendar } = network;
    const days = calendar.days.length;
    const start = places.anywhere(random);
    const site = (): Cell => (random.chance(0.75) ? places.abroad(random) : places.anywhere(random));
    const arrives = Math.min(days - 1, random.whole(0, Math.ceil(days / 3)));
    const silent = Math.min(arrives, random.whole(1, 3));
    const stay = random.count(2, 6);
    const sites = [places.abroad(random), ...Array.from({ length: Math.ceil(days / stay) }, site)];
    const ports = Math.max(1, Math.round(size * random.share(0.4, 0.9)));
    const shared = random.chance(0.4);
    const modules = devices.makeRun(random, random.pick(['handset', 'modem'] as const), ports);
    const contract = boughtTogether(random, -90, -3);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home: start,
        device: shared ? (modules[i % ports] as number) : devices.make(random, 'handset'),
        contract: contract(),
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'office');
    const [answer, short, pause] = [random.share(0.25, 0.5), random.amount(12, 45), random.amount(20, 120)];
    const quota = random.amount(20, 70);
    const rotation = new Rotation(
      random,
      () => random.count(3, 20),
      () => quota * random.between(0.7, 1.3),
    );
    const list = new CallList(network, random);
    const victims = new Victims(random, { bite: random.share(0.02, 0.07), wait: random.amount(900, 7000) });
    const tests = random.count(1, 3);
    return {
      plan(day) {
        if (day.index < arrives - silent) {
          // Each SIM is tried once or so before it travels.
          for (const line of lines) {
            if (!random.chance(0.5)) continue;
            const at = day.start + random.between(0.4, 0.8) * daySeconds;
            for (let i = 0; i < tests; i += 1)
              network.call(at + i * 200, line, random.pick(lines), { answer: 0.5, seconds: 4 });
          }
          return;
        }
        const shift = day.index < arrives ? undefined : today(random, hours, day);
        if (shift === undefined) return;
        const base = sites[Math.floor((day.index - arrives) / stay)] ?? start;
        workInTurns(network, random, {
          ...shift,
          lines,
          rotation,
          ports,
          pause,
          dial(line, at) {
            const cell = random.chance(0.1) ? places.neighbour(base) : base;
            const bitten = victims.due(at, line);
            if (bitten !== undefined) return { ...bitten, cell };
            const callee = list.next();
            const call = talk(random, answer, random.lognormal(short, 0.8));
            const scam = call.answered ? victims.probed(callee, at, line) : undefined;
            return { callee, ...call, back: 0.2, echo: 0.02, cell, scam };
          },
        });
      },
    };
  },
};
