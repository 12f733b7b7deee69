import type { Line } from '../lines.js';
import type { Party } from '../parties.js';
import type { Dial } from '../rack.js';
import type { Random } from '../random.js';

/** The people a scam works on: probed, then called for long by another line, again and again while they listen. */
export class Victims {
  readonly #random: Random;
  readonly #bite: number;
  readonly #wait: number;
  readonly #waiting: { callee: Party; at: number; last: Line; talks: number }[] = [];

  /** @param bite the chance that whoever answered is called again; @param wait mean seconds until then. */
  constructor(random: Random, habits: { bite: number; wait: number }) {
    this.#random = random;
    this.#bite = habits.bite;
    this.#wait = habits.wait;
  }

  /** Somebody answered a probe: returns what the switch is to note of it. */
  probed(callee: Party, at: number, line: Line): 'probe' | undefined {
    if (!this.#random.chance(this.#bite)) return undefined;
    this.#put(callee, at, line, 0);
    return 'probe';
  }

  /** The victim whose time has come, for another line than the last one if there is a choice. */
  due(at: number, line: Line): Dial | undefined {
    const index = this.#waiting.findIndex((victim) => victim.at <= at && victim.last !== line);
    const [victim] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (victim === undefined) return undefined;
    // Talks grow longer as the story does.
    const seconds = Math.min(5400, this.#random.lognormal(240 * (1 + victim.talks), 0.6));
    const answered = this.#random.chance(0.85);
    if (answered && this.#random.chance(0.55)) this.#put(victim.callee, at, line, victim.talks + 1);
    return { callee: victim.callee, answered, seconds, echo: 0.6, back: 0.5, scam: 'talk' };
  }

  #put(callee: Party, at: number, last: Line, talks: number): void {
    this.#waiting.push({ callee, at: at + 60 + this.#random.exponential(this.#wait), last, talks });
  }
}
