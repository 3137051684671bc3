import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundedToSum, shownCategories, valuesBy } from './residence.ts';

test('rounded parts add up to the rounded total and are off by less than one digit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 3 }),
      (values, decimals) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const scale = 10 ** decimals;
        const rounded = roundedToSum(values, total, decimals);
        expect(Math.round(rounded.reduce((sum, value) => sum + value, 0) * scale)).toBe(Math.round(total * scale));
        for (const [index, value] of values.entries()) expect(Math.abs(rounded[index]! - value)).toBeLessThanOrEqual(1 / scale + 1e-9);
      },
    ),
    { seed: 1 },
  );
});

test('small categories are added up as the rest', () => {
  const row = {
    workload: 'w',
    phase: 'p',
    responseTime: 10,
    parts: [
      { category: 'seek', value: 5 },
      { category: 'cpu', value: 1 },
      { category: 'port', value: 2 },
      { category: 'link wait', value: 2.5 },
    ],
  };
  const categories = shownCategories([row], 3);
  expect(categories).toEqual(['link wait', 'seek', 'rest']);
  expect(valuesBy(row, categories)).toEqual([2.5, 5, 3]);
  expect(shownCategories([row], 4)).toEqual(['cpu', 'link wait', 'port', 'seek']);
});
