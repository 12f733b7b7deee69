import { hour } from './calendar.js';
import type { Device } from './devices.js';
import type { Party } from './parties.js';
import type { Cell } from './places.js';

/** Somebody wants to reach somebody; the switch decides what becomes of it. */
export interface Attempt {
  /** Seconds since the network's first midnight. */
  at: number;
  caller: Party;
  callee: Party;
  sms: boolean;
  /** Chance that it is answered, if the callee is free. */
  answer: number;
  /** How long they talk if it is answered. */
  seconds: number;
  /** How long it rings; -1 leaves it to the switch. */
  ring: number;
  /** Chance that the callee rings back after missing it, and after having answered it. */
  back: number;
  echo: number;
  /** Where the caller is and with which device; -1: where it usually is, its own. */
  cell: Cell;
  device: Device;
  /** What a scam does to a victim: a first call that it answers, or a talk that follows. */
  scam: 'probe' | 'talk' | undefined;
}

/** An attempt with what most of them have in common. */
export function attempt(at: number, caller: Party, callee: Party, more: Partial<Attempt> = {}): Attempt {
  return {
    at: Math.floor(at),
    caller,
    callee,
    sms: more.sms ?? false,
    answer: more.answer ?? 0.7,
    seconds: more.seconds ?? 60,
    ring: more.ring ?? -1,
    back: more.back ?? 0,
    echo: more.echo ?? 0,
    cell: more.cell ?? -1,
    device: more.device ?? -1,
    scam: more.scam,
  };
}

/**
 * What is going to happen, hour by hour. Only the present hour is laid out by second, so memory holds what is
 * planned ahead and one hour of everybody's calls, however long the network runs.
 */
export class Agenda {
  readonly #ahead = new Map<number, Attempt[]>();
  readonly #seconds: Attempt[][] = Array.from({ length: hour }, () => []);
  #hour = -1;

  /** Attempts of hours that have passed are lost. */
  add(what: Attempt): void {
    const its = Math.floor(what.at / hour);
    if (its === this.#hour) {
      this.#seconds[what.at - its * hour]?.push(what);
      return;
    }
    if (its < this.#hour) return;
    const list = this.#ahead.get(its);
    if (list === undefined) this.#ahead.set(its, [what]);
    else list.push(what);
  }

  /** Makes an hour the present one. */
  open(hourIndex: number): void {
    this.#hour = hourIndex;
    const list = this.#ahead.get(hourIndex);
    this.#ahead.delete(hourIndex);
    for (const what of list ?? []) this.#seconds[what.at - hourIndex * hour]?.push(what);
  }

  /** Takes what happens in a second of the present hour; what is added to that second meanwhile comes too. */
  *second(second: number): Generator<Attempt> {
    const list = this.#seconds[second];
    if (list === undefined || list.length === 0) return;
    for (let i = 0; i < list.length; i += 1) yield list[i] as Attempt;
    list.length = 0;
  }
}
