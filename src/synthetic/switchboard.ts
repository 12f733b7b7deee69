import { type Attempt, attempt } from './agenda.js';
import { daySeconds } from './calendar.js';
import type { Outcome } from './call.js';
import type { Exports } from './exports.js';
import type { Line } from './lines.js';
import { whereabouts } from './movement.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';
import { hashed, type Random } from './random.js';

/** Decides what becomes of every attempt, in the order of time, and writes the legs that our network sees. */
export class Switchboard {
  readonly #network: Network;
  readonly #exports: Exports;
  readonly #random: Random;

  constructor(network: Network, exports: Exports) {
    this.#network = network;
    this.#exports = exports;
    this.#random = network.random('switch');
  }

  handle(what: Attempt): void {
    if (this.#isOut(what.caller, what.at) || this.#isOff(what.caller, what.at)) return;
    if (what.sms) this.#deliver(what);
    else this.#connect(what);
  }

  #deliver(what: Attempt): void {
    const lost = this.#isOut(what.callee, what.at) || !this.#random.chance(0.985);
    const outcome: Outcome = lost ? 'failed' : 'answered';
    this.#exports.message(what, outcome, this.#callerCell(what), this.#calleeCell(what));
  }

  #connect(what: Attempt): void {
    const { lines } = this.#network;
    const { caller, callee, at } = what;
    if (caller >= 0 && lines.channels[caller] === 1 && (lines.busyUntil[caller] as number) > at) return;
    const ring = what.ring >= 0 ? what.ring : 3 + this.#random.below(22);
    const outcome = this.#outcome(what);
    const answered = outcome === 'answered';
    if (answered) this.#network.victims.note(what);
    const seconds = answered ? Math.max(1, Math.floor(what.seconds)) : 0;
    const until = at + (outcome === 'busy' || outcome === 'failed' ? 1 : ring) + seconds;
    for (const party of [caller, callee]) {
      if (party >= 0 && lines.channels[party] === 1 && (lines.busyUntil[party] as number) < until) {
        lines.busyUntil[party] = until;
      }
    }
    // A box (which decides how long it rings) hangs up on mailboxes, or it would hold its port.
    const mailbox =
      outcome === 'no_answer' && what.ring < 0 && this.#hasMailbox(callee) && this.#random.chance(0.6);
    const left = mailbox ? 3 + this.#random.below(24) : 0;
    this.#exports.call(
      { what, ring, outcome, seconds, mailbox: left },
      this.#callerCell(what),
      this.#calleeCell(what),
    );
    if (this.#random.chance(answered ? what.echo : what.back)) this.#ringBack(what, until);
  }

  #outcome(what: Attempt): Outcome {
    const { lines } = this.#network;
    const { callee, at } = what;
    const random = this.#random;
    if (callee >= 0) {
      if ((lines.contract[callee]?.activated ?? 0) * daySeconds > at) return 'failed';
      if (this.#isOut(callee, at) || this.#isOff(callee, at)) return 'failed';
      if (lines.channels[callee] === 1 && (lines.busyUntil[callee] as number) > at) return 'busy';
    } else if (random.chance(0.03)) return random.chance(0.7) ? 'busy' : 'failed';
    if (random.chance(what.answer)) return 'answered';
    const draw = random.next();
    return draw < 0.66 ? 'no_answer' : draw < 0.86 ? 'cancelled' : draw < 0.94 ? 'busy' : 'failed';
  }

  /** The callee rings the caller, minutes later as a rule and not at night. */
  #ringBack(what: Attempt, until: number): void {
    const { parties, lines, people, habits } = this.#network;
    const random = this.#random;
    if (parties.isNamed(what.caller) || parties.isNamed(what.callee)) return;
    let at = until + 15 + Math.floor(random.lognormal(900, 1.2));
    const second = at % daySeconds;
    if (second < 7.5 * 3600 || second > 23 * 3600) {
      at += (second < 7.5 * 3600 ? 0 : daySeconds) - second + 8 * 3600 + random.below(4 * 3600);
    }
    const answer = what.caller >= 0 ? (lines.answers[what.caller] as number) : habits.answer;
    const seconds = Math.min(people.talk(random), 1800);
    this.#network.agenda.add(attempt(at, what.callee, what.caller, { answer, seconds }));
  }

  #callerCell(what: Attempt): number {
    return what.cell >= 0 ? what.cell : this.#cell(what.caller, what.at);
  }

  #calleeCell(what: Attempt): number {
    return this.#cell(what.callee, what.at);
  }

  #cell(party: Party, at: number): number {
    const { lines } = this.#network;
    if (party < 0 || lines.fixed[party]) return -1;
    return whereabouts(this.#network, party, at);
  }

  /** Whether a SIM has been thrown away. */
  #isOut(party: Party, at: number): boolean {
    return party >= 0 && (this.#network.lines.ends[party] as number) <= at;
  }

  /** Whether a private phone is off just now, or its battery empty. */
  #isOff(party: Party, at: number): boolean {
    const { lines, habits } = this.#network;
    if (party < 0 || lines.fixed[party] || lines.mobility[party] !== 'person' || lines.fraud[party])
      return false;
    if ((lines.wakes.get(party) ?? 0) * daySeconds > at) return true;
    return hashed(party, Math.floor(at / (2.5 * 3600)), 47) < habits.dead;
  }

  #hasMailbox(callee: Line): boolean {
    const { lines, habits } = this.#network;
    return callee >= 0 && lines.kind[callee] === 'person' && hashed(callee, 11) < habits.mailbox;
  }
}
