import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { CumulativeTable } from './cumulative-table.ts';
import { Empirical } from './empirical.ts';

describe('Empirical', () => {
  it('draws each value as often as its weight says, and never one of weight 0', () => {
    const values = [1, 2, 3, 4, 5];
    const weights = [0, 10, 0, 0.5, 89.5];
    const distribution = new Empirical(values, weights);
    const random = new Random(3, 3, 3, 3);
    const n = 100_000;
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) counts[distribution.sample(random) - 1]!++;
    expect(distribution.mean).toBeCloseTo((20 + 2 + 447.5) / 100, 12);
    for (const [i, count] of counts.entries()) {
      const p = weights[i]! / 100;
      if (p === 0) expect(count).toBe(0);
      else expect(Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p))).toBeLessThan(4);
    }
  });
  it('rejects what is no distribution', () => {
    expect(() => new Empirical([1, 2], [1])).toThrow('there must be as many weights as values, 2, not 1');
    expect(() => new Empirical([], [])).toThrow('the sum of the weights must be a positive number, not 0');
    expect(() => new Empirical([1, 2], [1, -1])).toThrow('a weight must be a number that is not negative, not -1');
    expect(() => new Empirical([1, NaN], [1, 1])).toThrow('a value must be a finite number, not NaN');
  });
});

describe('CumulativeTable', () => {
  it('finds the same cell as a search from the start, on the borders too', () => {
    const random = new Random(1, 2, 3, 4);
    for (let round = 0; round < 200; round++) {
      const weights = Array.from({ length: 1 + random.below(40) }, () => (random.below(3) === 0 ? 0 : random.exponential()));
      weights[random.below(weights.length)] = 0.3;
      const table = new CumulativeTable(weights);
      const upTo = weights.map((_, i) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight, 0));
      const points = [0, ...upTo.slice(0, -1), ...Array.from({ length: 50 }, () => random.double() * table.total)];
      for (const point of points) {
        if (point < table.total) expect(table.find(point)).toBe(upTo.findIndex((end) => point < end));
      }
    }
  });
});
