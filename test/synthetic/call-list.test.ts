import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Walk } from '../../src/synthetic/call-list.js';
import { Random } from '../../src/synthetic/random.js';

const walked = (walk: Walk, count: number, steps: number) =>
  new Set(Array.from({ length: steps }, () => walk.next(count)));

describe('a walk through a list', () => {
  it('comes by every place once a round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer(), (count, seed) => {
        expect(walked(new Walk(new Random(seed, 'walk')), count, count).size).toBe(count);
      }),
    );
  });

  it('meets another no more often than chance would', () => {
    const [count, steps] = [20_000, 2000];
    const walks = Array.from({ length: 30 }, (_, i) =>
      walked(new Walk(new Random(7, 'walk', i)), count, steps),
    );
    const common = walks.flatMap((one, i) =>
      walks.slice(i + 1).map((other) => [...one].filter((place) => other.has(place)).length),
    );
    const mean = common.reduce((sum, shared) => sum + shared, 0) / common.length;
    // Two tenths of a list have a tenth of a tenth in common.
    expect(mean).toBeGreaterThan(150);
    expect(mean).toBeLessThan(250);
    // Were they in one order, pairs would lie on top of each other, half of them and more.
    expect(common.filter((shared) => shared > steps / 2)).toEqual([]);
  });
});
