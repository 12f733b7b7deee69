import type { Mechanism } from '../actor.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, clientele, drawHours, gangSim, talk, today } from './gang.js';

/**
 * A bypass box whose every SIM shows a handset's IMEI of its own, changed now and then: no device is shared. Some
 * keepers copy the IMEIs of real types; others make the digits up, and the check digit or the type is wrong.
 */
export const imeiTumbling: Mechanism = {
  name: 'imei_tumbling',
  least: 4,
  usual: (random) => random.count(6, 32),
  create(network, random, size) {
    const { places, devices, lines: all } = network;
    const ports = Math.max(2, Math.round(size * random.share(0.3, 0.6)));
    const home = places.anywhere(random);
    const sloppy = random.chance(0.3);
    const phone = () =>
      sloppy
        ? devices.named(
            `3${String(random.below(1e7)).padStart(7, '0')}${String(random.below(1e7)).padStart(7, '0')}`,
          )
        : devices.make(random, 'handset');
    const spread = random.chance(0.5) ? 1 : 2;
    const contract = boughtTogether(random, -90, -1);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home: i % spread === 0 ? home : places.neighbour(home),
        device: phone(),
        contract: contract(),
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'long');
    const [answer, median, pause] = [random.share(0.45, 0.7), random.amount(70, 200), random.amount(20, 110)];
    const callee = clientele(network, random, size);
    const [quota, stint] = [random.amount(18, 60), random.count(3, 15)];
    // Some boxes show another phone every day, some keep one for a SIM's life.
    const tumbles = random.pick([0, 0.15, 0.5, 1]);
    const rotation = new Rotation(
      random,
      () => random.whole(1, stint),
      () => quota * random.amount(0.7, 1.3),
    );

    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        for (const line of lines) if (random.chance(tumbles)) all.device[line] = phone();
        workInTurns(network, random, {
          ...shift,
          lines,
          rotation,
          ports,
          pause,
          dial: () => ({
            callee: callee(),
            ...talk(random, answer, random.lognormal(median, 1)),
            back: 0.1,
            echo: 0.01,
          }),
        });
      },
    };
  },
};
