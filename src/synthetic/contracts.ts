import type { Contract } from './lines.js';
import type { Random } from './random.js';

const shops = 40;

/** A shop that sells SIMs; some sell far more than others. */
export function dealer(random: Random): string {
  return `dealer-${String(1 + Math.floor(shops * random.next() ** 1.8)).padStart(2, '0')}`;
}

/** A private contract; most have run for years. */
export function privateContract(
  random: Random,
  activated = -Math.ceil(random.lognormal(620, 1.1)),
): Contract {
  return {
    activated,
    customer: 'consumer',
    account: `P${String(random.below(90_000_000) + 10_000_000)}`,
    dealer: dealer(random),
    product: random.chance(0.45) ? 'prepaid' : 'postpaid',
  };
}

/** What the lines of one company have in common; call it once a company. */
export function companyContract(random: Random, product: string, activated: number): Contract {
  const account = `C${String(random.below(900_000) + 100_000)}`;
  return { activated, customer: 'corporate', account, dealer: 'business-sales', product };
}
