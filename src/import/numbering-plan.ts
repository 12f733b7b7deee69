import { LeadingDigits } from './leading-digits.js';

/** What happens to the digits of a text whose value lies in [from, to]: add `delta`; null: look at it closely. */
export interface Range {
  from: bigint;
  to: bigint;
  delta: bigint | null;
}

/** The parts of libphonenumber-js's metadata that are used here, at their places in its arrays (METADATA.md). */
type NumberType = [pattern: string, lengths?: number[]] | 0 | undefined;
export type CountryMetadata = [string, string, string, number[], unknown, string | 0, ...unknown[]];
export interface Metadata {
  countries: Record<string, CountryMetadata | undefined>;
}

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
  /** Numbers of any type. */
  readonly #any: LeadingDigits;
  #mobile: LeadingDigits | undefined;
  #fixed: LeadingDigits | undefined;
  readonly #ranges = new Map<number, Range[]>();

  constructor(plan: CountryMetadata) {
    this.code = plan[0];
    // Prefixes that depend on a carrier are left to the close look.
    this.#idd = /^\d+$/.test(plan[1]) ? plan[1] : plan[1].startsWith('00|') ? '00' : null;
    this.#trunk = plan[5] || '';
    const types = (plan[11] ?? []) as NumberType[];
    const patterns: string[] = [];
    for (const [i, type] of types.entries()) {
      if (!type) continue;
      if (i < 2) for (const length of type[1] ?? plan[3]) this.#usual.add(length);
      if (type[0] === '') continue;
      patterns.push(type[0]);
      if (i === 0) this.#fixed = new LeadingDigits(type[0]);
      if (i === 1) this.#mobile = new LeadingDigits(type[0]);
    }
    this.#any = new LeadingDigits(patterns.join('|'));
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
      if (!this.#mayTell('0'.repeat(zeros) + prefix, digits + zeros)) return [prefix];
      const deep = heads.some(
        (head) => prefix.startsWith(head.slice(0, prefix.length)) && prefix.length < head.length + 2,
      );
      if (prefix.length >= digits || (prefix.length >= 3 && !deep)) return [prefix];
      return [...'0123456789'].flatMap((digit) => grow(prefix + digit));
    };
    return [...'123456789'].flatMap(grow);
  }

  /** Whether more digits behind these could say something else: some reading of them begins so. */
  #mayTell(prefix: string, length: number): boolean {
    const idd = this.#idd && length - this.#idd.length > shortest ? this.#idd : '';
    if (idd !== '' && prefix.startsWith(idd)) return prefix.length === idd.length;
    const heads = [this.code, this.#trunk, idd, `00${this.code}`].filter((head) => head !== '');
    return (
      heads.some((head) => prefix.startsWith(head) || head.startsWith(prefix)) ||
      this.#canBegin(prefix, length)
    );
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
    return this.#any.canBegin(prefix, length);
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
