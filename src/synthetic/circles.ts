import type { Line } from './lines.js';
import type { Parties, Party } from './parties.js';
import { hashed, mix, type Random } from './random.js';

/** Whom every person knows, the closest first, as one long list. */
export interface Circles {
  contacts: Int32Array;
  /** Where a person's contacts begin; one more than there are people. */
  starts: Int32Array;
}

/** How far a person knows neighbours (index distance) and colleagues (distance in strides). */
const reach = 12;

/**
 * Who knows whom. Knowing is mutual and as close on both sides, because both ask the same hash: households,
 * neighbourhoods and workplaces, with triads since neighbours of a person are neighbours of each other.
 * @param first the line of person 0; people are lines in a row.
 * @param household person → household.
 * @param onNet the share of contacts that are our own lines.
 */
export function drawCircles(
  random: Random,
  parties: Parties,
  people: { first: Line; count: number; household: Int32Array },
  onNet: number,
): Circles {
  const { first, count, household } = people;
  const salt = random.below(2 ** 30);
  const sociable = Float32Array.from({ length: count }, () =>
    Math.min(3.2, Math.max(0.35, random.lognormal(1, 0.5))),
  );
  const stride = 1 + 2 * random.whole(Math.floor(count / 12), Math.floor(count / 5));
  // 2 × reach neighbours and as many colleagues: this density gives about 13 contacts on average.
  const density = (13 * onNet) / (4 * reach);
  const starts = new Int32Array(count + 1);
  let contacts = new Int32Array(count * 20);
  let end = 0;
  const found: { party: Party; closeness: number }[] = [];
  const consider = (i: number, j: number, p: number, closest: number) => {
    if (i === j) return;
    const [low, high] = i < j ? [i, j] : [j, i];
    if (hashed(low, high, salt) >= p) return;
    const party = first + j;
    if (found.some((known) => known.party === party)) return;
    found.push({ party, closeness: closest * hashed(low, high, salt + 1) });
  };
  for (let i = 0; i < count; i += 1) {
    found.length = 0;
    const own = sociable[i] as number;
    for (let d = 1; d <= reach; d += 1) {
      for (const j of [i - d, i + d]) {
        if (j < 0 || j >= count) continue;
        if (household[i] === household[j]) consider(i, j, 0.93, 4);
        else consider(i, j, density * own * (sociable[j] as number), 1);
      }
      for (const j of [(i + d * stride) % count, (i + count * reach - d * stride) % count]) {
        const colleague = ((j % count) + count) % count;
        consider(i, colleague, density * own * (sociable[colleague] as number), 1);
      }
    }
    const elsewhere = Math.max(2, Math.round(13 * (1 - onNet) * own * (0.6 + 0.8 * hashed(i, salt, 2))));
    for (let r = 0; r < elsewhere; r += 1) {
      // A third of the contacts elsewhere are the family's.
      const key =
        hashed(i, r, salt) < 0.33
          ? mix((household[i] as number) + salt) + r
          : mix(i * 31 + salt + 7) + r * 977;
      found.push({ party: parties.other(key >>> 1), closeness: hashed(i, r, salt + 3) * (r === 0 ? 2 : 1) });
    }
    found.sort((a, b) => b.closeness - a.closeness);
    if (end + found.length > contacts.length) {
      const larger = new Int32Array(Math.ceil(contacts.length * 1.5) + found.length);
      larger.set(contacts);
      contacts = larger;
    }
    starts[i] = end;
    for (const { party } of found) {
      contacts[end] = party;
      end += 1;
    }
  }
  starts[count] = end;
  return { contacts, starts };
}
