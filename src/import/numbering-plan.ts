import { createRequire } from 'node:module';
import { SimhoundError } from '../errors.js';

/** What happens to the digits of a text whose value lies in [from, to]: add `delta`; null: look at it closely. */
export interface Range {
  from: bigint;
  to: bigint;
  delta: bigint | null;
}

/** The parts of libphonenumber-js's metadata that are used here, at their places in its arrays (METADATA.md). */
type NumberType = [pattern: string, lengths?: number[]] | 0 | undefined;
interface Metadata {
  countries: Record<
    string,
    [string, string, string, number[], unknown, string | 0, ...unknown[]] | undefined
  >;
}

const load = createRequire(import.meta.url);
const shortest = 7;
/** A BIGINT holds every number of 18 digits; E.164 allows 15. */
export const longest = 18;

/**
 * How digits in one country's exports are read, as ranges of values. Four readings compete: international
 * home number, trunk prefix, international prefix, bare national number. The international one wins where
 * numbers of the country can begin that way; where two are possible the range says null.
 */
export class NumberingPlan {
  readonly code: string;
  readonly #idd: string | null;
  readonly #trunk: string;
  /** Lengths of mobile and fixed national numbers. */
  readonly #usual = new Set<number>();
  readonly #types: LeadingDigits[] = [];
  #mobile: LeadingDigits | undefined;
  #fixed: LeadingDigits | undefined;
  readonly #ranges = new Map<number, Range[]>();

  /** @param country ISO 3166 letters. @throws CONFIG_INVALID for a country that libphonenumber-js lacks. */
  constructor(country: string) {
    const metadata = load('libphonenumber-js/metadata.max.json') as Metadata;
    const plan = metadata.countries[country.toUpperCase()];
    if (plan === undefined) {
      throw new SimhoundError('CONFIG_INVALID', {
        what: `No numbering plan is known for the country ${country}.`,
        todo: 'Set country to two letters of ISO 3166, such as ES, or to an empty text for international numbers.',
      });
    }
    this.code = plan[0];
    // Prefixes that depend on a carrier are left to the close look.
    this.#idd = /^\d+$/.test(plan[1]) ? plan[1] : plan[1].startsWith('00|') ? '00' : null;
    this.#trunk = plan[5] || '';
    const types = (plan[11] ?? []) as NumberType[];
    for (const [i, type] of types.entries()) {
      if (!type) continue;
      if (i < 2) for (const length of type[1] ?? plan[3]) this.#usual.add(length);
      if (type[0] === '') continue;
      const digits = new LeadingDigits(type[0]);
      this.#types.push(digits);
      if (i === 0) this.#fixed = digits;
      if (i === 1) this.#mobile = digits;
    }
  }

  /**
   * The ranges for texts of digits with so many leading zeros. Values outside them mean themselves where there is
   * no leading zero, and want a close look where there is.
   */
  ranges(zeros: number): Range[] {
    const known = this.#ranges.get(zeros);
    if (known) return known;
    const ranges: Range[] = [];
    const least = zeros === 0 ? shortest : 1;
    for (let digits = least; digits + zeros <= longest; digits++) {
      for (const prefix of this.#prefixes(zeros, digits)) this.#add(ranges, zeros, prefix, digits);
    }
    const useful = ranges.filter((range) => range.delta !== (zeros === 0 ? 0n : null));
    this.#ranges.set(zeros, useful);
    return useful;
  }

  #add(ranges: Range[], zeros: number, prefix: string, digits: number): void {
    const unit = 10n ** BigInt(digits - prefix.length);
    const [from, to] = [BigInt(prefix) * unit, (BigInt(prefix) + 1n) * unit - 1n];
    const delta = this.#delta('0'.repeat(zeros) + prefix, digits + zeros);
    const last = ranges.at(-1);
    if (last && last.delta === delta && last.to + 1n === from) last.to = to;
    else ranges.push({ from, to, delta });
  }

  /** Leading digits in ascending order: three, and more under a prefix that could mean two things. */
  #prefixes(zeros: number, digits: number): string[] {
    const heads = [this.code, this.#trunk, this.#idd ?? '', `00${this.code}`]
      .filter((head) => head.length > zeros && Number(head.slice(0, zeros)) === 0)
      .map((head) => head.slice(zeros));
    const grow = (prefix: string): string[] => {
      const deep = heads.some(
        (head) => prefix.startsWith(head.slice(0, prefix.length)) && prefix.length < head.length + 2,
      );
      if (prefix.length >= digits || (prefix.length >= 3 && !deep)) return [prefix];
      return [...'0123456789'].flatMap((digit) => grow(prefix + digit));
    };
    return [...'123456789'].flatMap(grow);
  }

  /** What to add to the value of a text of `length` digits that begins with `prefix`. */
  #delta(prefix: string, length: number): bigint | null {
    const home = (rest: number) => BigInt(this.code) * 10n ** BigInt(rest);
    const without = (head: string) => -BigInt(head) * 10n ** BigInt(length - head.length);
    const zeros = prefix.startsWith('0');
    const idd = this.#idd;
    if (zeros && length < shortest) return null;
    if (idd && prefix.startsWith(idd) && length - idd.length > shortest) {
      // A number that starts with 8 may be foreign where 810 leads abroad.
      if (!zeros) return length >= 13 ? null : 0n;
      return prefix.length > idd.length && prefix[idd.length] !== '0' ? without(idd) : null;
    }
    // 00 is what mediation writes, whatever people dial.
    if (this.#canFollow(`00${this.code}`, prefix, length)) return without('00');
    const international = !zeros && this.#canFollow(this.code, prefix, length);
    const trunk = this.#trunk !== '' && this.#canFollow(this.#trunk, prefix, length);
    const national = this.#isNational(prefix, length, international);
    if (Number(international) + Number(trunk) + Number(national) > 1)
      return this.#trunk === this.code && !national ? 0n : null;
    if (international) return 0n;
    if (national) return home(length);
    const rest = length - this.#trunk.length;
    const isUsual = this.#trunk !== '' && prefix.startsWith(this.#trunk) && this.#usual.has(rest);
    if ((trunk || isUsual) && !(zeros && prefix[this.#trunk.length] === '0'))
      return without(this.#trunk) + home(rest);
    return zeros ? null : 0n;
  }

  /** Whether `prefix` is `head` and digits with which a national number can begin. */
  #canFollow(head: string, prefix: string, length: number): boolean {
    return prefix.startsWith(head) && this.#canBegin(prefix.slice(head.length), length - head.length);
  }

  #canBegin(prefix: string, length: number): boolean {
    return this.#types.some((type) => type.canBegin(prefix, length));
  }

  /**
   * Up to ten digits the length of mobile and fixed numbers is enough, so that newly opened ranges are read;
   * from eleven on a bare number is foreign unless the country's own can begin so, and where a trunk prefix
   * is dialled only mobile numbers stand bare.
   */
  #isNational(prefix: string, length: number, isElse: boolean): boolean {
    if (prefix.startsWith('0')) {
      // In Italy the zero belongs to the number; finer than that nothing competes with it.
      return this.#canBegin(this.#trunk === '' ? (/^0+/.exec(prefix)?.[0] ?? '') : prefix, length);
    }
    if (length <= 10) return (!isElse && this.#usual.has(length)) || this.#canBegin(prefix, length);
    if (this.#mobile?.canBegin(prefix, length)) return true;
    return this.#trunk === '' && (this.#fixed?.canBegin(prefix, length) ?? false);
  }
}

const plans = new Map<string, NumberingPlan>();

/** The plan of a country, made once. @throws CONFIG_INVALID */
export function planOf(country: string): NumberingPlan {
  const key = country.toUpperCase();
  const plan = plans.get(key) ?? new NumberingPlan(key);
  plans.set(key, plan);
  return plan;
}

/** A node of a numbering plan's pattern; a set of digits is a bit mask, bit 7 for the digit 7. */
type Node =
  | { kind: 'digit'; mask: number }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; parts: Node[] }
  | { kind: 'repeat'; part: Node; least: number; most: number };

interface Step {
  mask: number;
  to: number;
}

const anyDigit = 0b11_1111_1111;
const longestPattern = 20;

/**
 * A pattern of a numbering plan, asked a question that a RegExp cannot answer: can a number of so many digits
 * begin like this? Understands what such patterns use: digits, `\d`, classes, groups, `|`, `?`, `{m,n}`.
 */
class LeadingDigits {
  readonly #steps: Step[][] = [];
  readonly #free: number[][] = [];
  readonly #start: number;
  /** finish[n]: the states from which exactly n more digits complete the pattern. */
  readonly #finish: Set<number>[] = [];
  readonly #reached = new Map<string, Set<number>>();

  constructor(pattern: string) {
    const end = this.#state();
    this.#start = this.#compile(parse(pattern), end);
    this.#finish.push(new Set([...this.#steps.keys()].filter((state) => this.#closure([state]).has(end))));
    for (let n = 1; n <= longestPattern; n++) {
      const before = this.#finish[n - 1] ?? new Set();
      const can = (state: number) => this.#steps[state]?.some((step) => before.has(step.to)) ?? false;
      this.#finish.push(
        new Set([...this.#steps.keys()].filter((state) => [...this.#closure([state])].some(can))),
      );
    }
  }

  /** Whether some number of `length` digits that fits the pattern begins with `prefix`. */
  canBegin(prefix: string, length: number): boolean {
    const finish = this.#finish[length - prefix.length];
    return finish !== undefined && [...this.#reach(prefix)].some((state) => finish.has(state));
  }

  #reach(prefix: string): Set<number> {
    const known = this.#reached.get(prefix);
    if (known) return known;
    let states = this.#closure([this.#start]);
    if (prefix !== '') {
      const bit = 1 << Number(prefix.at(-1));
      const next: number[] = [];
      for (const state of this.#reach(prefix.slice(0, -1))) {
        for (const step of this.#steps[state] ?? []) if (step.mask & bit) next.push(step.to);
      }
      states = this.#closure(next);
    }
    this.#reached.set(prefix, states);
    return states;
  }

  #closure(states: number[]): Set<number> {
    const seen = new Set(states);
    for (const state of seen) for (const to of this.#free[state] ?? []) seen.add(to);
    return seen;
  }

  #state(): number {
    this.#free.push([]);
    return this.#steps.push([]) - 1;
  }

  /** Adds the states that read `node` and go on to `end`; returns the first of them. */
  #compile(node: Node, end: number): number {
    if (node.kind === 'sequence') return node.parts.reduceRight((to, part) => this.#compile(part, to), end);
    if (node.kind === 'repeat') {
      let to = end;
      for (let i = node.most; i > 0; i--) {
        const from = this.#compile(node.part, to);
        if (i > node.least) this.#free[from]?.push(end);
        to = from;
      }
      return to;
    }
    const from = this.#state();
    if (node.kind === 'digit') this.#steps[from]?.push({ mask: node.mask, to: end });
    else for (const part of node.parts) this.#free[from]?.push(this.#compile(part, end));
    return from;
  }
}

function parse(pattern: string): Node {
  let at = 0;
  const choice = (): Node => {
    const parts: Node[] = [sequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return { kind: 'choice', parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  };
  const atom = (): Node => {
    const head = /^(?:\\d|\[[^\]]*\]|\d|\(\?:|\()/.exec(pattern.slice(at))?.[0];
    if (head === undefined) throw new TypeError(`not a numbering plan's pattern: ${pattern}`);
    at += head.length;
    if (!head.startsWith('(')) return { kind: 'digit', mask: maskOf(head) };
    const inner = choice();
    at++;
    return inner;
  };
  const repeated = (part: Node): Node => {
    const [text, least, comma, most]: (string | undefined)[] =
      /^(?:\?|\{(\d+)(,(\d+))?\})/.exec(pattern.slice(at)) ?? [];
    if (text === undefined) return part;
    at += text.length;
    if (least === undefined) return { kind: 'repeat', part, least: 0, most: 1 };
    return { kind: 'repeat', part, least: Number(least), most: Number(comma === undefined ? least : most) };
  };
  return choice();
}

function maskOf(text: string): number {
  if (text === '\\d') return anyDigit;
  let mask = 0;
  for (const [, from, to] of text.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(from); digit <= Number(to ?? from); digit++) mask |= 1 << digit;
  }
  return mask;
}
