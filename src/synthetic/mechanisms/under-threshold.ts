import type { Mechanism } from '../actor.js';
import type { Line } from '../lines.js';
import { work } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';

/**
 * Daily limits that were published (domain notes): calls a day by FAST SIMBOX (50) and in mobile anti-fraud practice
 * (30 callees, 80 strangers), and the round numbers that operators choose themselves.
 */
const limits = [30, 40, 50, 80, 100];

/**
 * A box whose keeper has read what detectors count: every SIM stops one or two calls below a published limit, rings
 * fewer than 20 strangers an hour, shares its device with two others at most, is used in three cells, gets a
 * message now and then; calls are answered often and last as long as people's.
 */
export const underThreshold: Mechanism = {
  name: 'under_threshold',
  fixed: true,
  least: 3,
  usual: (random) => random.count(6, 24),
  create(network, random, size) {
    const { places, devices } = network;
    const together = random.whole(2, 3);
    const ports = Math.ceil(size / together);
    const home = places.anywhere(random);
    const cells = [home, places.neighbour(home), places.neighbour(home, 2)];
    const phones = Array.from({ length: ports }, () => devices.make(random, 'handset'));
    const contract = boughtTogether(random, -120, -31);
    const lines = Array.from({ length: size }, (_, i) =>
      gangSim(network, this.name, {
        home,
        device: phones[i % ports] as number,
        contract: contract(),
        answers: 0.03,
      }),
    );
    network.crews.push({ kind: this.name, ports, lines });
    const hours = drawHours(random, 'long');
    const limit = random.pick(limits);
    const below = random.whole(1, 2);
    const [answer, median, pause] = [random.share(0.76, 0.86), random.amount(65, 110), random.amount(15, 60)];
    const hourly = random.whole(17, 19);
    return {
      plan(day) {
        const shift = today(random, hours, day);
        if (shift === undefined) return;
        const made = new Map<Line, number>();
        const lately = new Map<Line, number[]>();
        const ready = (line: Line, at: number) => {
          const recent = (lately.get(line) ?? []).filter((time) => time > at - 3600);
          lately.set(line, recent);
          return recent.length < hourly && (made.get(line) ?? 0) < limit - below;
        };
        work(network, random, {
          ...shift,
          ports,
          // The SIMs of one phone in turn, each while it may.
          seat(port, at) {
            const own = lines.filter((_, i) => i % ports === port);
            const turn = Math.floor(at / 1800);
            for (let i = 0; i < own.length; i += 1) {
              const line = own[(turn + i) % own.length] as Line;
              if (ready(line, at)) return line;
            }
            return undefined;
          },
          pause: () => pause,
          dial(line, at) {
            made.set(line, (made.get(line) ?? 0) + 1);
            lately.get(line)?.push(at);
            const cell = cells[(line + Math.floor(at / 5400)) % cells.length] as number;
            const call = talk(random, answer, random.lognormal(median, 0.8));
            return { callee: network.stranger(random), ...call, back: 0.1, echo: 0.01, cell };
          },
        });
        for (const line of lines) {
          const at = random.between(shift.from, shift.to);
          network.message(at, network.stranger(random), line);
        }
      },
    };
  },
};
