import type { Mechanism } from '../actor.js';
import { daySeconds, hour } from '../calendar.js';
import type { Line } from '../lines.js';
import { work } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * Two or three ordinary phones on a cable in a rented room: one SIM at a time in each, thrown away after a day or
 * two; they start and stop together.
 */
export const cabledHandsets: Mechanism = {
  name: 'cabled_handsets',
  least: 4,
  usual: (random) => random.count(6, 16),
  create(network, random, size) {
    const { places, devices, calendar } = network;
    const days = calendar.days.length;
    const ports = Math.min(size, random.pick([2, 2, 3, 4]));
    const each = Math.ceil(size / ports);
    const phones = Array.from({ length: ports }, () => devices.make(random, 'handset'));
    const contract = boughtTogether(random, -15, -1);
    const home = places.anywhere(random);
    // The SIMs of a phone, in the order in which they are burnt, each for a day or two.
    const burnt = random.amount(1, 2);
    const first = Math.max(0, Math.min(random.whole(0, 2), Math.floor(days - each * burnt)));
    const decks: Line[][] = phones.map(() => []);
    for (let i = 0; i < size; i += 1) {
      const port = i % ports;
      const begins = first + Math.ceil(Math.floor(i / ports) * burnt);
      const device = phones[port] as number;
      const activated = begins - random.count(0, 6);
      const sim = gangSim(network, this.name, { home, device, contract: contract(activated) });
      // A burnt SIM is out of the phone: whoever rings it back is told that it cannot be reached.
      network.lines.ends[sim] = (first + Math.ceil((Math.floor(i / ports) + 1) * burnt)) * daySeconds;
      decks[port]?.push(sim);
    }
    network.crews.push({ kind: this.name, ports, lines: decks.flat() });
    const hours = drawHours(random, 'office');
    const [answer, short, pause] = [random.share(0.25, 0.5), random.amount(9, 25), random.amount(25, 100)];
    const stretch = random.amount(3, 7) * hour;
    const victims = new Victims(random, {
      bite: random.share(0.03, 0.08),
      wait: random.amount(600, 5000),
    });
    return {
      plan(day) {
        const open = today(random, { ...hours, free: Math.max(hours.free, 0.6) }, day);
        const turn = Math.floor((day.index - first) / burnt);
        if (open === undefined || turn < 0) return;
        const from = random.between(open.from, Math.max(open.from, open.to - stretch));
        work(network, random, {
          from,
          to: Math.min(open.to, from + stretch),
          ports,
          seat: (port) => decks[port]?.[turn],
          pause: () => pause,
          dial(line, at) {
            const bitten = victims.due(at, line);
            if (bitten !== undefined) return bitten;
            const callee = network.stranger(random);
            const call = talk(random, answer, random.lognormal(short, 0.8));
            const scam = call.answered ? victims.probed(callee, at, line) : undefined;
            return { callee, ...call, back: 0.25, echo: 0.03, scam };
          },
        });
      },
    };
  },
};
