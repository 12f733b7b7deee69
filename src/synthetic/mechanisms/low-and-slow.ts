import type { Mechanism } from '../actor.js';
import { hour } from '../calendar.js';
import { privateContract } from '../contracts.js';
import { drawHours, gangSim, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * A few lines that ring a handful of people a day, in no hurry, each from a phone and a place of its own: by volume
 * they are people. What remains is whom they ring: nobody twice, but for the victims, who are passed around.
 */
export const lowAndSlow: Mechanism = {
  name: 'low_and_slow',
  fixed: true,
  least: 2,
  usual: (random) => random.count(2, 8),
  create(network, random, size) {
    const { places, devices } = network;
    const home = places.anywhere(random);
    const lines = Array.from({ length: size }, () =>
      gangSim(network, this.name, {
        home: random.chance(0.5) ? home : places.anywhere(random),
        device: devices.make(random, 'handset'),
        contract: privateContract(random, -random.count(20, 700)),
        answers: random.share(0.05, 0.5),
      }),
    );
    const moves = random.chance(0.5);
    for (const line of lines) if (moves && !network.fixedOnly) network.lines.mobility[line] = 'person';
    network.crews.push({ kind: this.name, ports: size, lines });
    const hours = drawHours(random, 'office');
    const [calls, answer, short] = [random.amount(5, 13), random.share(0.4, 0.65), random.amount(25, 70)];
    const rests = random.share(0.05, 0.35);
    const victims = new Victims(random, { bite: random.share(0.1, 0.25), wait: random.amount(2000, 15_000) });
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        const free = lines.map((line) => ({ line, at: shift.from, rests: random.chance(rests) }));
        const mean = (shift.to - shift.from) / (calls * size);
        for (let at = shift.from + random.exponential(mean); at < shift.to; at += random.exponential(mean)) {
          const ready = free.filter((one) => !one.rests && one.at <= at);
          if (ready.length === 0) continue;
          const caller = random.pick(ready);
          const bitten = victims.due(at, caller.line);
          const answered = bitten?.answered ?? random.chance(answer);
          const callee = bitten?.callee ?? network.stranger(random);
          const probe = !bitten && answered ? victims.probed(callee, at, caller.line) : undefined;
          const seconds = answered
            ? Math.max(1, Math.ceil(Math.min(2 * hour, bitten?.seconds ?? random.lognormal(short, 0.8))))
            : 0;
          const ring = random.whole(5, 24);
          const more = { answer: answered ? 1 : 0, seconds, ring, scam: bitten?.scam ?? probe };
          network.call(at, caller.line, callee, { back: 0.2, echo: 0.05, ...more });
          caller.at = at + ring + seconds + 5;
        }
      },
    };
  },
};
