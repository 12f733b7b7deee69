/** How numbers of one country look; digits without a trunk prefix. */
export interface NumberingPlan {
  /** Calling code. */
  code: string;
  /** Dialled before a national number; empty where there is none. */
  trunk: string;
  /** Country code of IMSIs, and a network code of our operator. */
  mcc: string;
  mnc: string;
  /** First digits of mobile and of fixed numbers; the rest, to `length`, is free. */
  mobile: string[];
  fixed: string[];
  length: number;
}

/** Numbers abroad that ring in or are rung, international digits. */
export function foreignNumber(index: number): string {
  const codes = ['447', '336', '4917', '35191', '39347', '21266', '5731', '4072'];
  const code = codes[index % codes.length] as string;
  return (
    code +
    String((index * 7368787 + 1234567) % 100000007)
      .padStart(9, '3')
      .slice(0, 12 - code.length)
  );
}

/**
 * The number with a running index, international digits. Different indices give different numbers: multiplying
 * by a prime modulo a larger prime is a permutation, so neighbours in the index are not neighbours as numbers.
 */
export function mobileNumber(plan: NumberingPlan, index: number): string {
  return scattered(plan, plan.mobile, index);
}

/** As mobileNumber, for fixed lines of other operators. */
export function fixedNumber(plan: NumberingPlan, index: number): string {
  return scattered(plan, plan.fixed.slice(1), index);
}

/** The first number of a block of a thousand adjacent fixed numbers of our operator. */
export function fixedBlock(plan: NumberingPlan, index: number): number {
  const prefix = plan.fixed[0] as string;
  const free = plan.length - prefix.length - 3;
  const block = String((index * 7919 + 2411) % 10 ** free).padStart(free, '0');
  return Number(plan.code + prefix + block) * 1000;
}

/**
 * The number of a household's fixed line by running index. Blocks from the middle of the range upwards, where
 * fixedBlock does not reach; neighbours in the index lie near each other as numbers, as streets do.
 */
export function householdNumber(plan: NumberingPlan, index: number): string {
  const prefix = plan.fixed[0] as string;
  const blocks = 10 ** (plan.length - prefix.length - 3);
  // 7 has no divisor in common with 1000, so each number of a block comes up once.
  return String(fixedBlock(plan, blocks / 2 + Math.floor(index / 1000)) + ((index * 7) % 1000));
}

function scattered(plan: NumberingPlan, prefixes: string[], index: number): string {
  const prefix = prefixes[index % prefixes.length] as string;
  const free = plan.length - prefix.length;
  // The largest primes below 10^6, 10^7 and 10^8.
  const prime = free === 6 ? 999983 : free === 7 ? 9999991 : 99999989;
  const rest = (index * 48271 + 1846213) % prime;
  return plan.code + prefix + String(rest).padStart(free, '0');
}
