import { describe, expect, test } from 'vitest';
import { aScenario, done, someResults } from '../../test/fixtures/run.ts';
import { chanceRows, proportionBounds } from './chance.ts';

describe('bounds of a share', () => {
  test('are the closed form when all or none hold', () => {
    // All of n: p^n = 0.05, so p = 0.05^(1/n); none is its mirror image.
    for (const n of [2, 20, 59, 1000]) {
      const { low, high } = proportionBounds(n, n);
      expect(low).toBeCloseTo(0.05 ** (1 / n), 12);
      expect(high).toBe(1);
      expect(proportionBounds(0, n).low).toBe(0);
      expect(proportionBounds(0, n).high).toBeCloseTo(1 - 0.05 ** (1 / n), 12);
    }
  });

  test('need 59 runs at least to make sure of 95 %', () => {
    expect(proportionBounds(58, 58).low).toBeLessThan(0.95);
    expect(proportionBounds(59, 59).low).toBeGreaterThan(0.95);
  });

  test('are mirror images of one another', () => {
    for (const held of [1, 7, 30, 59]) {
      expect(proportionBounds(held, 60).low).toBeCloseTo(1 - proportionBounds(60 - held, 60).high, 12);
    }
  });

  test('one of two: both bounds solve a quadratic', () => {
    // P(at least 1 of 2) = 1 - (1 - p)^2 = 0.05 and P(at most 1 of 2) = 1 - p^2 = 0.05.
    const { low, high } = proportionBounds(1, 2);
    expect(low).toBeCloseTo(1 - Math.sqrt(0.95), 12);
    expect(high).toBeCloseTo(Math.sqrt(0.95), 12);
  });
});

test('the share is that of the replications in which the objective holds alone', () => {
  const { summary } = someResults();
  const late = summary.map((row) => (row.metric === 'mark_done' ? { ...row, value: 20_000 } : row));
  const scenario = aScenario({ 'on-time': { ...done, chance: 0.95 }, other: done });
  const rows = chanceRows(scenario, 4, (replication) => (replication === 2 ? late : summary));
  expect(rows).toEqual([expect.objectContaining({ subject: 'on-time', metric: 'held', statistic: 'share', value: 75, unit: '%', n: 4 })]);
  expect(chanceRows(scenario, 1, () => summary)[0]).not.toHaveProperty('ci_low');
  expect(chanceRows(aScenario(), 4, () => summary)).toEqual([]);
});
