import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { SimhoundError } from '../errors.js';
import { sha256Of } from '../sha256.js';
import { type Metadata, NumberingPlan, type Range } from './numbering-plan.js';

/** A country's numbering plan. */
export interface CountryPlan {
  /** What leads to the country from abroad. */
  readonly code: string;
  /** See `NumberingPlan.ranges`. */
  ranges(zeros: number): Range[];
}

/** What the build keeps: the sha256 of the metadata that it was made of, and by country its code and ranges by leading zeros. */
interface Built {
  key: string;
  plans: Record<
    string,
    [code: string, ranges: [from: string, to: string, delta: string | null][][]] | undefined
  >;
}

const metadataFile = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json');
/** Written by scripts/build.mjs, and not there where the sources run: a plan takes a twentieth of a second to work out. */
const builtFile = fileURLToPath(new URL('./plans.json', import.meta.url));
/** Texts with so many leading zeros are asked for by every import. */
const keptZeros = [0, 1, 2, 3];

const plans = new Map<string, CountryPlan>();

/**
 * The plan of a country.
 * @param country ISO 3166 letters. @throws CONFIG_INVALID for a country that libphonenumber-js lacks.
 */
export function planOf(country: string): CountryPlan {
  const key = country.toUpperCase();
  const plan = plans.get(key) ?? builtPlan(key) ?? worked(key);
  plans.set(key, plan);
  return plan;
}

/** Works out every country's plan. */
export function buildPlans(): Built {
  const text = readFileSync(metadataFile, 'utf8');
  const metadata = JSON.parse(text) as Metadata;
  const built = Object.keys(metadata.countries).map((country) => {
    const plan = worked(country, metadata);
    const ranges = keptZeros.map((zeros) =>
      plan
        .ranges(zeros)
        .map(({ from, to, delta }) => [`${from}`, `${to}`, delta === null ? null : `${delta}`]),
    );
    return [country, [plan.code, ranges]];
  });
  return { key: sha256Of(text), plans: Object.fromEntries(built) };
}

/** The plan as the build kept it; undefined where it was made of other metadata than is installed, or of none. */
function builtPlan(country: string): CountryPlan | undefined {
  if (!existsSync(builtFile)) return undefined;
  const { key, plans } = JSON.parse(readFileSync(builtFile, 'utf8')) as Built;
  const [code, texts] = plans[country] ?? [];
  if (code === undefined || texts === undefined || key !== sha256Of(readFileSync(metadataFile, 'utf8')))
    return undefined;
  const kept = texts.map((ranges) =>
    ranges.map(([from, to, delta]) => ({
      from: BigInt(from),
      to: BigInt(to),
      delta: delta === null ? null : BigInt(delta),
    })),
  );
  let rest: CountryPlan | undefined;
  const others = () => (rest ??= worked(country));
  return { code, ranges: (zeros) => kept[zeros] ?? others().ranges(zeros) };
}

function worked(
  country: string,
  { countries } = JSON.parse(readFileSync(metadataFile, 'utf8')) as Metadata,
): NumberingPlan {
  const plan = countries[country];
  if (plan === undefined) {
    throw new SimhoundError('CONFIG_INVALID', {
      what: `No numbering plan is known for the country ${country}.`,
      todo: 'Set country to two letters of ISO 3166, such as ES, or to an empty text for international numbers.',
    });
  }
  return new NumberingPlan(plan);
}
