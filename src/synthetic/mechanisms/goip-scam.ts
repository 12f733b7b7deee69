import type { Mechanism } from '../actor.js';
import { daySeconds } from '../calendar.js';
import { CallList } from '../call-list.js';
import type { Line } from '../lines.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * A scam's gateway: SIMs last for days, most calls are short or unanswered; whoever bites is passed to another
 * line for a long talk, and later rings back in vain.
 */
export const goipScam: Mechanism = {
  name: 'goip_scam',
  least: 4,
  usual: (random) => random.count(8, 36),
  create(network, random, size) {
    const { places, devices, calendar } = network;
    const days = calendar.days.length;
    // Whatever the days shown, SIMs must be seen to come and go.
    const life = Math.min(random.count(2, 5), Math.max(2, Math.floor(days * 0.6)));
    const waves = Math.max(1, Math.min(Math.floor(size / 2), Math.ceil(days / life)));
    const ports = Math.max(1, Math.round((size / waves) * random.share(0.4, 0.8)));
    const home = places.anywhere(random);
    const kind = random.pick(['gateway', 'modem', 'handset'] as const);
    // One identity for the whole gateway, or one a port.
    const modules = devices.makeRun(random, kind, random.chance(0.35) ? 1 : ports);
    const contract = boughtTogether(random, -20, -1);
    const first = random.whole(0, Math.max(0, Math.min(2, days - 2)));
    const groups: Line[][] = Array.from({ length: waves }, () => []);
    for (let i = 0; i < size; i += 1) {
      const wave = i % waves;
      const begins = first + Math.ceil((wave * (days - first)) / waves);
      const device = modules[i % modules.length] as number;
      const activated = begins - random.count(0, 3);
      const sim = gangSim(network, this.name, { home, device, contract: contract(activated) });
      const ends = first + Math.ceil(((wave + 1) * (days - first)) / waves);
      if (wave < waves - 1) network.lines.ends[sim] = ends * daySeconds;
      groups[wave]?.push(sim);
    }
    network.crews.push({ kind: this.name, ports, lines: groups.flat() });
    const hours = drawHours(random, 'office');
    const [answer, short, pause] = [random.share(0.2, 0.45), random.amount(8, 22), random.amount(10, 60)];
    const [quota, stint] = [random.amount(40, 120), random.count(4, 25)];
    const rotation = new Rotation(
      random,
      () => random.whole(2, stint),
      () => quota * random.amount(0.7, 1.3),
    );
    const list = new CallList(network, random);
    const victims = new Victims(random, {
      bite: random.share(0.02, 0.06),
      wait: random.amount(900, 9000),
    });
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined || day.index < first) return;
        // The wave whose days these are, as `begins` and `ends` above count them.
        const wave = groups.findLastIndex(
          (_, w) => first + Math.ceil((w * (days - first)) / waves) <= day.index,
        );
        workInTurns(network, random, {
          ...shift,
          lines: groups[wave] ?? [],
          rotation,
          ports,
          pause,
          dial(line, at, port) {
            const device = modules[port % modules.length] as number;
            const bitten = victims.due(at, line);
            if (bitten !== undefined) return { ...bitten, device };
            const callee = list.next();
            const call = talk(random, answer, random.lognormal(short, 0.7));
            const scam = call.answered ? victims.probed(callee, at, line) : undefined;
            return { callee, ...call, back: 0.25, echo: 0.03, device, scam };
          },
        });
      },
    };
  },
};
