import type { Lines } from './lines.js';
import { fixedNumber, foreignNumber, mobileNumber, type NumberingPlan } from './numbering.js';
import type { Random } from './random.js';

/** Whoever takes part in a call: a line of the operator (0 and up), or somebody else (below 0). */
export type Party = number;

/** Short codes people dial, and senders of messages that have a name instead of a number. */
const shortCodes = ['112', '1004', '11822', '1485', '22133'];
const senders = ['NORTEBANK', 'CORREOEXP', 'TIENDAVIVA', 'CLINICASOL', 'SEGUROMAR', 'ParkFacil', 'MiCuenta'];
const withheld = 'anonymous';

const named: Party = -2_000_000_000;
/** Mobile numbers above this index belong to other operators; ours count from 0. */
const othersMobile = 30_000_000;

/** The text of every party, and whom a stranger may meet. */
export class Parties {
  readonly size: number;
  readonly #lines: Lines;
  readonly #plan: NumberingPlan;
  readonly #others: (string | undefined)[] = [];
  readonly #names = [...shortCodes, ...senders, withheld];

  /** @param size how many numbers of other operators and of abroad the network hears of. */
  constructor(lines: Lines, plan: NumberingPlan, size: number) {
    this.#lines = lines;
    this.#plan = plan;
    this.size = size;
  }

  /** A number of another operator. */
  other(index: number): Party {
    return -1 - (index % this.size);
  }

  anyOther(random: Random): Party {
    return this.other(random.below(this.size));
  }

  shortCode(random: Random): Party {
    return named + random.below(shortCodes.length);
  }

  sender(random: Random): Party {
    return named + shortCodes.length + random.below(senders.length);
  }

  withheld(): Party {
    return named + shortCodes.length + senders.length;
  }

  /** The number that people's mailboxes are behind. */
  mailbox(): Party {
    return named + shortCodes.length - 1;
  }

  /** Whether the party is a short code, a named sender or a withheld number. */
  isNamed(party: Party): boolean {
    return party <= named + 1000;
  }

  /** International digits; short codes and names as they are. */
  text(party: Party): string {
    if (party >= 0) return this.#lines.number[party] as string;
    if (this.isNamed(party)) return this.#names[party - named] as string;
    const index = -1 - party;
    let text = this.#others[index];
    if (text === undefined) {
      // Of ten numbers elsewhere, about seven are mobile, nearly three fixed, and some abroad.
      const kind = index % 31;
      if (kind === 0) text = foreignNumber(index);
      else if (kind % 4 === 1) text = fixedNumber(this.#plan, index);
      else text = mobileNumber(this.#plan, othersMobile + index);
      this.#others[index] = text;
    }
    return text;
  }
}
