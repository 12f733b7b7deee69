import type { Mechanism } from '../actor.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, clientele, drawHours, gangSim, talk, today } from './gang.js';

/**
 * SIMs in one bank, radios elsewhere: every few hours the whole cohort appears behind another gateway, in another
 * cell, with no way travelled between. The radios show IMEIs of their own, or each SIM brings a handset's along.
 */
export const simBank: Mechanism = {
  name: 'sim_bank',
  least: 4,
  usual: (random) => random.count(8, 40),
  create(network, random, size) {
    const { places, devices } = network;
    const ports = Math.max(2, Math.round(size * random.share(0.3, 0.6)));
    const sites = Array.from({ length: random.count(3, 5) }, () => ({
      cell: places.anywhere(random),
      modules: devices.makeRun(random, random.pick(['gateway', 'modem', 'handset'] as const), ports),
    }));
    const contract = boughtTogether(random, -60, -1);
    const brings = random.chance(0.4);
    const lines = Array.from({ length: size }, () =>
      gangSim(network, this.name, {
        home: sites[0]?.cell ?? 0,
        device: brings ? devices.make(random, 'handset') : (sites[0]?.modules[0] ?? -1),
        contract: contract(),
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'long');
    const [answer, median, pause] = [random.share(0.45, 0.7), random.amount(60, 180), random.amount(15, 90)];
    const callee = clientele(network, random, size);
    const [quota, stint, stay] = [random.amount(20, 70), random.count(2, 12), random.amount(1.5, 6) * 3600];
    const rotation = new Rotation(
      random,
      () => random.whole(1, stint),
      () => quota * random.amount(0.75, 1.25),
    );
    const offset = random.below(1000);
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        workInTurns(network, random, {
          ...shift,
          lines,
          rotation,
          ports,
          pause,
          dial(_line, at, port) {
            const site = sites[(offset + Math.floor(at / stay)) % sites.length];
            const device = brings ? -1 : (site?.modules[port % ports] ?? -1);
            return {
              callee: callee(),
              ...talk(random, answer, random.lognormal(median, 1)),
              back: 0.1,
              echo: 0.01,
              cell: site?.cell ?? -1,
              device,
            };
          },
        });
      },
    };
  },
};
