import { SimhoundError } from '../errors.js';

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

// Calling codes and leading digits: ITU-T E.164 national plans; MCC: ITU-T E.212. The networks are made up.
const plans: Record<string, NumberingPlan> = {
  ES: {
    code: '34',
    trunk: '',
    mcc: '214',
    mnc: '97',
    mobile: ['61', '62', '63', '64', '65', '66', '67', '68', '69', '72'],
    fixed: ['91', '93', '95', '96'],
    length: 9,
  },
  FR: {
    code: '33',
    trunk: '0',
    mcc: '208',
    mnc: '97',
    mobile: ['61', '62', '66', '67', '68', '75', '76'],
    fixed: ['14', '25', '32', '47'],
    length: 9,
  },
  GB: {
    code: '44',
    trunk: '0',
    mcc: '234',
    mnc: '97',
    mobile: ['740', '750', '771', '780', '790'],
    fixed: ['207', '131', '161'],
    length: 10,
  },
  IN: {
    code: '91',
    trunk: '0',
    mcc: '404',
    mnc: '97',
    mobile: ['98', '97', '96', '91', '87', '78'],
    fixed: ['11', '22', '44', '80'],
    length: 10,
  },
  MA: {
    code: '212',
    trunk: '0',
    mcc: '604',
    mnc: '97',
    mobile: ['61', '62', '66', '67', '70'],
    fixed: ['52', '53'],
    length: 9,
  },
};

/** The plan of a country. Fails with CONFIG_INVALID for a country that is not in the list. */
export function numberingPlan(country: string): NumberingPlan {
  const plan = plans[country.toUpperCase()];
  if (plan === undefined) {
    throw new SimhoundError('CONFIG_INVALID', {
      what: `The synthetic network has no numbering plan for the country ${country}.`,
      todo: `Choose one of ${Object.keys(plans).join(', ')}.`,
    });
  }
  return plan;
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

function scattered(plan: NumberingPlan, prefixes: string[], index: number): string {
  const prefix = prefixes[index % prefixes.length] as string;
  const free = plan.length - prefix.length;
  // The largest primes below 10^6, 10^7 and 10^8.
  const prime = free === 6 ? 999983 : free === 7 ? 9999991 : 99999989;
  const rest = (index * 48271 + 1846213) % prime;
  return plan.code + prefix + String(rest).padStart(free, '0');
}
