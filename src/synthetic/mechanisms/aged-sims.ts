import type { Mechanism } from '../actor.js';
import { CallList } from '../call-list.js';
import { privateContract } from '../contracts.js';
import type { Device } from '../devices.js';
import { Life } from '../life.js';
import type { Line } from '../lines.js';
import { Rotation, workInTurns } from '../rack.js';
import { drawHours, gangSim, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * SIMs bought from people: years old, each from another shop, some with a life in the days before. On one date the
 * contacts, the home cell and the handset change; a day or two later all of them work, gently or hard.
 */
export const agedSims: Mechanism = {
  name: 'aged_sims',
  least: 3,
  usual: (random) => random.count(4, 18),
  create(network, random, size) {
    const { places, devices, calendar, lines: all } = network;
    const days = calendar.days.length;
    const sold = Math.min(days - 1, Math.max(0, Math.floor(days * random.share(0.2, 0.6))));
    const wakes = Math.min(days - 1, sold + random.whole(0, Math.min(2, Math.floor(days / 4))));
    const den = places.anywhere(random);
    const ports = Math.max(1, Math.round(size * random.share(0.4, 0.8)));
    const shared = random.chance(0.4);
    const modules = devices.makeRun(random, 'handset', ports);
    const lived = random.share(0.3, 0.9);
    const lives = new Map<Line, Life>();
    const fresh = new Map<Line, Device>();
    const lines = Array.from({ length: size }, (_, i) => {
      const line = gangSim(network, this.name, {
        home: places.anywhere(random),
        device: devices.make(random, 'handset'),
        contract: { ...privateContract(random, -random.count(250, 2500)), product: 'prepaid' },
      });
      if (random.chance(lived)) lives.set(line, new Life(network, random));
      fresh.set(line, shared ? (modules[i % ports] as number) : devices.make(random, 'handset'));
      return line;
    });
    network.crews.push({ kind: this.name, ports: size, lines });
    const hours = drawHours(random, random.chance(0.5) ? 'office' : 'long');
    const [answer, median, pause] = [random.share(0.35, 0.65), random.amount(20, 140), random.amount(20, 90)];
    const quota = random.amount(22, 70);
    const rotation = new Rotation(
      random,
      () => random.count(2, 20),
      () => quota * random.between(0.7, 1.3),
    );
    const list = new CallList(network, random);
    const victims = new Victims(random, {
      bite: median < 60 ? random.share(0.02, 0.06) : 0,
      wait: random.amount(900, 6000),
    });
    return {
      plan(day) {
        if (day.index < sold) {
          for (const [line, life] of lives) life.plan(day, line);
          return;
        }
        for (const line of day.index === sold ? lines : []) {
          all.home[line] = den;
          all.work[line] = den;
          all.device[line] = fresh.get(line) ?? -1;
          // What its owner did is nothing that the gang did.
          all.seen[line] = false;
        }
        const shift = day.index < wakes ? undefined : today(random, hours, day);
        if (shift === undefined) return;
        workInTurns(network, random, {
          ...shift,
          lines,
          rotation,
          ports,
          pause,
          dial(line, at) {
            const bitten = victims.due(at, line);
            if (bitten !== undefined) return bitten;
            const callee = list.next();
            const call = talk(random, answer, random.lognormal(median, 0.9));
            const scam = call.answered ? victims.probed(callee, at, line) : undefined;
            return { callee, ...call, back: 0.15, echo: 0.02, scam };
          },
        });
      },
    };
  },
};
