import type { Mechanism } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import { drawHours, talk, today } from './gang.js';
import { Victims } from './victims.js';

/**
 * A resold block of fixed lines, driven from abroad: silent for long, then all of its numbers dial at once, share
 * the load evenly, and each callee is rung by one number only.
 */
export const fixedRelay: Mechanism = {
  name: 'fixed_relay',
  least: 4,
  usual: (random) => random.whole(6, 24),
  create(network, random, size) {
    const { places, calendar } = network;
    const wakes = Math.min(calendar.days.length - 1, random.whole(0, Math.ceil(calendar.days.length / 3)));
    const contract = companyContract(random, 'fixed-trunk', -random.whole(60, 900));
    const home = places.anywhere(random);
    const channels = random.whole(2, 5);
    const lines = network.fixedNumbers(random, size).map((number) =>
      network.add({
        kind: this.name,
        fraud: true,
        number,
        home,
        mobility: 'static',
        answers: 0.02,
        fixed: true,
        channels,
        contract,
      }),
    );
    network.crews.push({ kind: this.name, ports: size * channels, lines });
    const hours = drawHours(random, 'office');
    const [calls, answer] = [random.between(45, 150), random.between(0.25, 0.5)];
    const short = random.between(10, 28);
    const victims = new Victims(random, {
      bite: random.between(0.01, 0.04),
      wait: random.between(600, 4000),
    });
    return {
      plan(day) {
        const shift = day.index < wakes ? undefined : today(random, hours, day);
        if (shift === undefined) return;
        const load = calls * random.between(0.85, 1.15);
        for (const line of lines) {
          // One queue a channel keeps each number below what its trunk carries.
          for (let channel = 0; channel < channels; channel += 1) {
            const mean = ((shift.to - shift.from) * channels) / load;
            let at = shift.from + random.exponential(mean);
            while (at < shift.to) {
              const bitten = victims.due(at, -1);
              const dial = bitten ?? {
                callee: network.stranger(random),
                ...talk(random, answer, random.lognormal(short, 0.8)),
                back: 0.2,
                echo: 0.02,
              };
              if (!bitten && dial.answered) victims.probed(dial.callee, at, line);
              const ring = random.whole(4, 26);
              const seconds = dial.answered ? Math.min(2 * hour, Math.ceil(dial.seconds)) : 0;
              network.call(at, line, dial.callee, { ...dial, seconds, ring, answer: dial.answered ? 1 : 0 });
              at += ring + seconds + 1 + random.exponential(Math.max(5, mean - ring - seconds));
            }
          }
        }
      },
    };
  },
};
