import type { Attempt } from './agenda.js';
import type { Line } from './lines.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Random } from './random.js';

/** A call that a box places: decided by the box, since whoever rents it hears nothing of our switch. */
export interface Dial extends Partial<Attempt> {
  callee: Party;
  answered: boolean;
  /** Seconds of talk, if answered. */
  seconds: number;
}

/** One stretch of work of a box with so many ports. */
export interface Shift {
  /** Seconds since the network's first midnight. */
  from: number;
  to: number;
  ports: number;
  /** The SIM that a port uses now; undefined when there is none for the moment. */
  seat(port: number, at: number): Line | undefined;
  /** Seconds between two calls on a port. */
  pause(at: number): number;
  dial(line: Line, at: number, port: number): Dial;
}

/** Plans a shift in the order of time: a port holds one call, so no more than `ports` ever run at once. */
export function work(network: Network, random: Random, shift: Shift): void {
  const free = Array.from(
    { length: shift.ports },
    () => shift.from + random.exponential(shift.pause(shift.from)),
  );
  for (;;) {
    let port = 0;
    for (let p = 1; p < free.length; p += 1) if ((free[p] as number) < (free[port] as number)) port = p;
    const at = Math.floor(free[port] as number);
    if (!(at < shift.to)) return;
    const line = shift.seat(port, at);
    if (line === undefined) {
      free[port] = at + 120 + random.exponential(400);
      continue;
    }
    const { callee, answered, ...dial } = shift.dial(line, at, port);
    const ring = random.whole(4, 26);
    const seconds = answered ? Math.max(1, Math.ceil(dial.seconds)) : 0;
    network.call(at, line, callee, { ...dial, answer: answered ? 1 : 0, seconds, ring });
    free[port] = at + ring + seconds + 2 + random.exponential(shift.pause(at));
  }
}

/** SIMs that take turns in the ports: each works a stint, then goes behind the others, and rests at its day's quota. */
export class Rotation {
  #waiting: Line[] = [];
  readonly #seated = new Map<number, { line: Line; left: number }>();
  readonly #today = new Map<Line, number>();
  readonly #random: Random;
  readonly #stint: () => number;
  readonly #quota: (line: Line) => number;

  /** @param stint calls before a port changes its SIM; @param quota calls of a SIM a day. */
  constructor(random: Random, stint: () => number, quota: (line: Line) => number) {
    this.#random = random;
    this.#stint = stint;
    this.#quota = quota;
  }

  /** Starts a day with these SIMs, in a new order. */
  deal(lines: readonly Line[]): void {
    this.#waiting = this.#random.shuffle([...lines]);
    this.#seated.clear();
    this.#today.clear();
    for (const line of lines) this.#today.set(line, Math.max(1, Math.round(this.#quota(line))));
  }

  /** The SIM of a port for its next call. */
  seat(port: number): Line | undefined {
    let seated = this.#seated.get(port);
    if (seated && (seated.left <= 0 || (this.#today.get(seated.line) ?? 0) <= 0)) {
      if ((this.#today.get(seated.line) ?? 0) > 0) this.#waiting.push(seated.line);
      this.#seated.delete(port);
      seated = undefined;
    }
    if (seated === undefined) {
      const line = this.#waiting.shift();
      if (line === undefined) return undefined;
      seated = { line, left: this.#stint() };
      this.#seated.set(port, seated);
    }
    seated.left -= 1;
    this.#today.set(seated.line, (this.#today.get(seated.line) ?? 0) - 1);
    return seated.line;
  }
}

/** A stretch of work in which SIMs take turns in the ports: dealt anew when it begins, with one usual pause between calls. */
export interface Turns extends Pick<Shift, 'from' | 'to' | 'ports' | 'dial'> {
  lines: readonly Line[];
  rotation: Rotation;
  /** Seconds between two calls on a port. */
  pause: number;
}

/** Plans a shift of SIMs that take turns. */
export function workInTurns(network: Network, random: Random, turns: Turns): void {
  const { lines, rotation, pause, ...shift } = turns;
  rotation.deal(lines);
  work(network, random, { ...shift, seat: (port) => rotation.seat(port), pause: () => pause });
}
