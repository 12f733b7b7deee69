import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../src/import/plans.js';

const build: string = new URL('../../dist/import/plans.js', import.meta.url).href;
const { planOf: builtPlan } = (await import(build)) as typeof import('../../src/import/plans.js');

describe('a numbering plan as the build keeps it', () => {
  test.each(['ES', 'it', 'US', 'RU', 'BR', 'CN', 'GB', 'NG'])('of %s is what is worked out', (country) => {
    expect(existsSync('dist/import/plans.json')).toBe(true);
    const [built, worked] = [builtPlan(country), planOf(country)];
    expect(built.code).toBe(worked.code);
    // Four and five leading zeros are not kept: few texts have them.
    for (let zeros = 0; zeros <= 5; zeros++) expect(built.ranges(zeros)).toEqual(worked.ranges(zeros));
    expect(builtPlan(country)).toBe(built);
  });

  test('of a country that is none is refused by either', () => {
    for (const plan of [builtPlan, planOf]) {
      expect(() => plan('XX')).toThrow('No numbering plan is known for the country XX');
    }
  });
});
