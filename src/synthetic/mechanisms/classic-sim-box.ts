import type { Mechanism } from '../actor.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, clientele, drawHours, gangSim, talk, today } from './gang.js';

/**
 * The classic box: calls from abroad come out of a rack of SIMs in one room. Many SIMs on one IMEI or on adjacent
 * ones, talks as long as the callers abroad wish, next to nothing comes in.
 */
export const classicSimBox: Mechanism = {
  name: 'classic_sim_box',
  least: 4,
  usual: (random) => random.count(8, 48),
  create(network, random, size) {
    const { places, devices } = network;
    const ports = Math.max(2, Math.round(size * random.share(0.25, 0.55)));
    const home = places.anywhere(random);
    const kind = random.pick(['gateway', 'gateway', 'modem', 'handset'] as const);
    const modules = devices.makeRun(random, kind, random.chance(0.4) ? 1 : ports);
    const contract = boughtTogether(random, -45, -1);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home,
        device: modules[i % modules.length] as number,
        contract: contract(),
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'long');
    const [answer, median, skew] = [
      random.share(0.48, 0.72),
      random.amount(80, 230),
      random.amount(0.8, 1.2),
    ];
    const [pause, quota, stint] = [random.amount(15, 80), random.amount(22, 75), random.count(3, 20)];
    const rotation = new Rotation(
      random,
      () => random.whole(1, stint),
      () => quota * random.amount(0.75, 1.25),
    );
    const callee = clientele(network, random, size);
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
          dial: (_line, _at, port) => ({
            callee: callee(),
            ...talk(random, answer, random.lognormal(median, skew)),
            back: 0.1,
            echo: 0.01,
            device: modules[port % modules.length] as number,
          }),
        });
      },
    };
  },
};
