import type { Actor } from '../actor.js';
import { type Day, hour } from '../calendar.js';
import type { Draws } from '../draws.js';
import type { Contract, Line } from '../lines.js';
import type { Network } from '../network.js';
import { drawHours, talk, today } from './gang.js';
import { Victims } from './victims.js';

/** Fixed lines of a gang, adjacent numbers of one account. */
export function relayBlock(
  network: Network,
  random: Draws,
  kind: string,
  block: { size: number; channels: number; contract: Contract },
): Line[] {
  const home = network.places.anywhere(random);
  return network.fixedNumbers(random, block.size).map((number) =>
    network.add({
      kind,
      fraud: true,
      number,
      home,
      mobility: 'static',
      answers: 0.02,
      fixed: true,
      channels: block.channels,
      contract: block.contract,
    }),
  );
}

/**
 * Drives fixed lines from abroad: those on duty start and stop together, share the load evenly, and ring everybody
 * once, except for the victims, who are passed on.
 * @param duty the lines that dial on a day; none on a day of rest.
 */
export function relay(
  network: Network,
  random: Draws,
  channels: number,
  duty: (day: Day) => readonly Line[],
): Actor {
  const hours = drawHours(random, 'office');
  const [calls, answer, short] = [random.amount(45, 150), random.share(0.25, 0.5), random.amount(10, 28)];
  const victims = new Victims(random, {
    bite: random.share(0.01, 0.04),
    wait: random.amount(600, 4000),
  });
  return {
    plan(day) {
      const lines = duty(day);
      const shift = lines.length === 0 ? undefined : today(random, hours, day);
      if (shift === undefined) return;
      const load = calls * random.between(0.85, 1.15);
      for (const line of lines) {
        // One queue a channel keeps each number below what its trunk carries.
        for (let channel = 0; channel < channels; channel += 1) {
          const mean = ((shift.to - shift.from) * channels) / load;
          let at = shift.from + random.exponential(mean);
          while (at < shift.to) {
            const bitten = victims.due(at, line);
            const dial = bitten ?? {
              callee: network.stranger(random),
              ...talk(random, answer, random.lognormal(short, 0.8)),
              back: 0.2,
              echo: 0.02,
            };
            const probe = !bitten && dial.answered ? victims.probed(dial.callee, at, line) : undefined;
            const scam = bitten?.scam ?? probe;
            const ring = random.whole(4, 26);
            const seconds = dial.answered ? Math.min(2 * hour, Math.ceil(dial.seconds)) : 0;
            const fate = { seconds, ring, answer: dial.answered ? 1 : 0, scam };
            network.call(at, line, dial.callee, { ...dial, ...fate });
            at += ring + seconds + 1 + random.exponential(Math.max(5, mean - ring - seconds));
          }
        }
      }
    },
  };
}
