import type { Actor } from '../actor.js';
import type { Draws } from '../draws.js';
import type { Line } from '../lines.js';
import type { Network } from '../network.js';
import type { Cell } from '../places.js';
import { Rotation, workInTurns } from '../rack.js';
import { boughtTogether, drawHours, gangSim, talk, today } from './gang.js';

/** How a box plays people. */
export interface Imitation {
  kind: string;
  /** Calls of a SIM a day, at which it stops. */
  limit: number;
  /** Whether each SIM wanders between the box's sites on its own, or all of them stay in one place. */
  moving: boolean;
}

/**
 * A box that plays people, as vendors of gateways describe it: each SIM stops at its quota, idle ports call each
 * other with talks inside a hard band, the callee texting the caller a moment before, regular numbers are called
 * again so that there are favourites, and SIMs keep hours of their own.
 */
export function imitation(network: Network, random: Draws, size: number, how: Imitation): Actor {
  const { places, devices } = network;
  const { kind, limit, moving } = how;
  // Two ports are kept for calls among themselves, which take two at once.
  const outward = Math.max(1, Math.round(size * random.share(0.3, 0.5)));
  const ports = outward + 2;
  const home = places.anywhere(random);
  const ownPhones = random.chance(0.6);
  const modules = devices.makeRun(random, 'gateway', ports);
  const contract = boughtTogether(random, -150, -5);
  const lines = Array.from({ length: size }, (_, i) =>
    gangSim(network, kind, {
      home,
      device: ownPhones ? devices.make(random, 'handset') : (modules[i % ports] as number),
      contract: contract(),
      answers: 0.05,
    }),
  );
  network.crews.push({ kind, ports, lines });
  const hours = drawHours(random, 'long');
  const [answer, median] = [random.share(0.55, 0.75), random.amount(70, 180)];
  const [low, band] = [random.count(40, 90), random.count(10, 40)];
  const chats = random.amount(2, 6);
  const stay = random.amount(0.75, 4) * 3600;
  const sites: Cell[] = moving
    ? Array.from({ length: random.count(4, 8) }, () =>
        random.chance(0.6) ? places.inTown(random, home) : places.anywhere(random),
      )
    : [home];
  const rotation = new Rotation(
    random,
    () => random.whole(1, 4),
    () => limit - random.below(2),
  );
  // Each SIM has a beat of its own, so that no two keep the same path.
  const cellAt = (line: Line, at: number) =>
    moving ? (sites[(line * 7 + Math.floor((at + line * 977) / stay)) % sites.length] as Cell) : -1;
  const favourites = random.share(0.02, 0.2);
  const regulars = new Map<Line, number>(lines.map((line) => [line, random.below(2 ** 30)]));
  const callee = (line: Line) =>
    random.chance(favourites)
      ? network.parties.other((regulars.get(line) ?? 0) + random.below(3))
      : network.stranger(random);
  return {
    plan(day) {
      const shift = today(random, hours, day);
      if (shift === undefined) return;
      const pause = Math.max(60, ((shift.to - shift.from) * outward) / (limit * size) - median);
      workInTurns(network, random, {
        ...shift,
        lines,
        rotation,
        ports: outward,
        pause,
        dial: (line, at) => ({
          callee: callee(line),
          ...talk(random, answer, random.lognormal(median, 0.8)),
          back: 0.08,
          cell: cellAt(line, at),
        }),
      });
      if (lines.length < 2) return;
      const mean = (shift.to - shift.from) / (chats * size);
      for (let at = shift.from + random.exponential(mean); at < shift.to; ) {
        const caller = random.pick(lines);
        const other = random.pick(lines.filter((line) => line !== caller));
        const [seconds, ring] = [random.whole(low, low + band), random.whole(3, 8)];
        network.message(at - random.whole(5, 50), other, caller, { cell: cellAt(other, at) });
        network.call(at, caller, other, { answer: 1, seconds, ring, cell: cellAt(caller, at) });
        at += ring + seconds + 2 + random.exponential(mean);
      }
    },
  };
}
