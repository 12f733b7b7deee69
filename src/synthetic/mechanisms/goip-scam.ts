import type { Mechanism } from '../actor.js';
import type { Line } from '../lines.js';
import { Rotation, work } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * A scam's gateway: SIMs last for days, most calls are short or unanswered; whoever bites is passed to another
 * line for a long talk, and later rings back in vain.
 */
export const goipScam: Mechanism = {
  name: 'goip_scam',
  least: 4,
  usual: (random) => random.whole(8, 36),
  create(network, random, size) {
    const { places, devices, calendar } = network;
    const days = calendar.days.length;
    const life = random.whole(2, 5);
    const waves = Math.max(1, Math.min(Math.floor(size / 3), Math.ceil(days / life)));
    const ports = Math.max(2, Math.round((size / waves) * random.between(0.4, 0.8)));
    const home = places.anywhere(random);
    const modules = devices.makeRun(random, random.pick(['gateway', 'modem', 'handset'] as const), ports);
    const contract = boughtTogether(random, -20, -1);
    const first = random.whole(0, Math.max(0, Math.min(2, days - 2)));
    const groups: Line[][] = Array.from({ length: waves }, () => []);
    for (let i = 0; i < size; i += 1) {
      const wave = i % waves;
      const begins = first + Math.floor((wave * (days - first)) / waves);
      const device = modules[i % modules.length] as number;
      const activated = begins - random.whole(0, 3);
      groups[wave]?.push(gangSim(network, this.name, { home, device, contract: contract(activated) }));
    }
    network.crews.push({ kind: this.name, ports, lines: groups.flat() });
    const hours = drawHours(random, 'office');
    const [answer, short, pause] = [random.between(0.2, 0.45), random.between(8, 22), random.between(10, 60)];
    const [quota, stint] = [random.between(40, 120), random.whole(4, 25)];
    const rotation = new Rotation(
      random,
      () => random.whole(2, stint),
      () => quota * random.between(0.7, 1.3),
    );
    const victims = new Victims(random, {
      bite: random.between(0.02, 0.06),
      wait: random.between(900, 9000),
    });
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined || day.index < first) return;
        const wave = Math.min(waves - 1, Math.floor(((day.index - first) * waves) / (days - first)));
        rotation.deal(groups[wave] ?? []);
        work(network, random, {
          ...shift,
          ports,
          seat: (port) => rotation.seat(port),
          pause: () => pause,
          dial(line, at, port) {
            const device = modules[port % modules.length] as number;
            const bitten = victims.due(at, line);
            if (bitten !== undefined) return { ...bitten, device };
            const callee = network.stranger(random);
            const call = talk(random, answer, random.lognormal(short, 0.7));
            if (call.answered) victims.probed(callee, at, line);
            return { callee, ...call, back: 0.25, echo: 0.03, device };
          },
        });
      },
    };
  },
};
