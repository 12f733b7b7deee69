import type { Mechanism } from '../actor.js';
import type { Line } from '../lines.js';
import { Rotation, work } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';

/**
 * A box that plays people: each SIM stops at a low quota, idle ports call each other with talks inside a hard band,
 * the callee texting the caller a moment before, and a few cells are used in turn.
 */
export const throttledBox: Mechanism = {
  name: 'throttled_box',
  least: 5,
  usual: (random) => random.whole(8, 36),
  create(network, random, size) {
    const { places, devices } = network;
    // One port in three is kept for calls among themselves, which take two at once.
    const outward = Math.max(1, Math.round(size * random.between(0.3, 0.5)));
    const ports = outward + 2;
    const home = places.anywhere(random);
    const cells = [home, places.neighbour(home), places.inTown(random, home), places.anywhere(random)];
    const ownPhones = random.chance(0.6);
    const modules = devices.makeRun(random, 'gateway', ports);
    const contract = boughtTogether(random, -150, -5);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home,
        device: ownPhones ? devices.make(random, 'handset') : (modules[i % ports] as number),
        contract: contract(),
        answers: 0.05,
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'long');
    const limit = random.pick([15, 20, 25, 30, 40, 49]);
    const [answer, median] = [random.between(0.55, 0.75), random.between(70, 180)];
    const [low, band] = [random.whole(40, 90), random.whole(10, 40)];
    const [chats, stay, moves] = [random.between(2, 6), random.between(1, 4) * 3600, random.chance(0.7)];
    const rotation = new Rotation(
      random,
      () => random.whole(1, 4),
      () => limit - random.below(2),
    );
    const cellAt = (line: Line, at: number) =>
      moves ? (cells[(line + Math.floor(at / stay)) % cells.length] as number) : -1;
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        const pause = Math.max(60, ((shift.to - shift.from) * outward) / (limit * size) - median);
        rotation.deal(lines);
        work(network, random, {
          ...shift,
          ports: outward,
          seat: (port) => rotation.seat(port),
          pause: () => pause,
          dial: (line, at) => ({
            callee: network.stranger(random),
            ...talk(random, answer, random.lognormal(median, 0.8)),
            back: 0.08,
            cell: cellAt(line, at),
          }),
        });
        const mean = (shift.to - shift.from) / (chats * size);
        for (let at = shift.from + random.exponential(mean); at < shift.to; ) {
          const caller = random.pick(lines);
          const callee = random.pick(lines.filter((line) => line !== caller));
          const [seconds, ring] = [random.whole(low, low + band), random.whole(3, 8)];
          network.message(at - random.whole(5, 50), callee, caller, { cell: cellAt(callee, at) });
          network.call(at, caller, callee, { answer: 1, seconds, ring, cell: cellAt(caller, at) });
          at += ring + seconds + 2 + random.exponential(mean);
        }
      },
    };
  },
};
