import type { Mechanism } from '../actor.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';

/**
 * SIMs that a dealer registered in one batch, months ago, and that slept: they wake on one day and burst. Their age
 * looks trustworthy; some had a short life with somebody before.
 */
export const dealerBatch: Mechanism = {
  name: 'dealer_batch',
  least: 4,
  usual: (random) => random.count(6, 30),
  create(network, random, size) {
    const { places, devices, calendar } = network;
    const days = calendar.days.length;
    const wakes = Math.min(days - 1, random.whole(0, Math.max(0, Math.floor(days / 2))));
    const ports = Math.max(2, Math.round(size * random.share(0.4, 0.8)));
    const home = places.anywhere(random);
    const contract = boughtTogether(random, -400, -100);
    const shared = random.chance(0.4);
    const modules = devices.makeRun(random, shared ? 'modem' : 'handset', shared ? ports : 1);
    const lines = Array.from({ length: size }, () =>
      gangSim(network, this.name, {
        home,
        device: shared ? (modules[0] as number) : devices.make(random, 'handset'),
        contract: contract(),
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, random.chance(0.5) ? 'office' : 'long');
    const [answer, median, pause] = [random.share(0.3, 0.65), random.amount(15, 150), random.amount(15, 80)];
    const quota = random.amount(30, 90);
    const rotation = new Rotation(
      random,
      () => random.count(2, 25),
      () => quota * random.amount(0.7, 1.3),
    );
    return {
      plan(day) {
        const shift = day.index < wakes ? undefined : today(random, hours, day);
        if (shift === undefined) return;
        workInTurns(network, random, {
          ...shift,
          lines,
          rotation,
          ports,
          pause,
          dial: (_line, _at, port) => ({
            callee: network.stranger(random),
            ...talk(random, answer, random.lognormal(median, 0.9)),
            back: 0.15,
            echo: 0.01,
            device: shared ? (modules[port % modules.length] as number) : -1,
          }),
        });
      },
    };
  },
};
