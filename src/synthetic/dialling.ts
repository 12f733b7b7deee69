import type { Network } from './network.js';
import type { NumberingPlan } from './numbering.js';
import type { Parties, Party } from './parties.js';
import type { Writing } from './pseudonyms.js';
import { hashed } from './random.js';

/** How numbers appear in exports: as digits alone, in the forms that people dial, or as hashes. */
export class Dialling {
  readonly #parties: Parties;
  readonly #plan: NumberingPlan;
  readonly #mixed: boolean;
  readonly #write: Writing;

  constructor({ parties, plan, write }: Network, isMixed: boolean) {
    this.#parties = parties;
    this.#plan = plan;
    this.#write = write;
    this.#mixed = isMixed;
  }

  /** The other party as the caller dialled it; a pair keeps to its form, as phone books do. */
  dialled(caller: Party, callee: Party): string {
    const text = this.#parties.text(callee);
    if (!this.#mixed || !this.#isLong(callee, text)) return this.#write(text);
    const draw = hashed(caller, callee, 21);
    if (draw < 0.12) return `+${text}`;
    if (draw < 0.18) return `00${text}`;
    return draw < 0.34 ? this.national(callee) : text;
  }

  /** The caller as the network shows it to the callee. */
  shown(callee: Party, caller: Party): string {
    const text = this.#parties.text(caller);
    return this.#mixed && this.#isLong(caller, text) && hashed(callee, caller, 22) < 0.06
      ? `+${text}`
      : this.#write(text);
  }

  /** The form inside the country; numbers abroad with 00. */
  national(party: Party): string {
    const text = this.#parties.text(party);
    if (!this.#isLong(party, text)) return text;
    return text.startsWith(this.#plan.code) && text.length === this.#plan.code.length + this.#plan.length
      ? this.#plan.trunk + text.slice(this.#plan.code.length)
      : `00${text}`;
  }

  /** A number as an office exchange writes it. */
  exchange(party: Party): string {
    return this.#mixed ? this.national(party) : this.#write(this.#parties.text(party));
  }

  #isLong(party: Party, text: string): boolean {
    return !this.#parties.isNamed(party) && text.length > 7;
  }
}
