import { describe, expect, it } from 'vitest';
import { quantileRanks } from './quantile-interval.ts';

/** P(lower <= B <= upper - 1) and the two tails for a binomial B, by its logarithmic probabilities. */
function binomial(n: number, p: number): number[] {
  const probabilities: number[] = [];
  for (let k = 0, logBinomial = 0; k <= n; k++) {
    probabilities.push(Math.exp(logBinomial + k * Math.log(p) + (n - k) * Math.log1p(-p)));
    logBinomial += Math.log((n - k) / (k + 1));
  }
  return probabilities;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

describe('quantileRanks', () => {
  it('gives the known ranks for 95 %', () => {
    expect(quantileRanks(100, 0.5, 0.95)).toEqual({ lower: 40, upper: 61 });
    expect(quantileRanks(1000, 0.99, 0.95)).toEqual({ lower: 983, upper: 997 });
  });
  it('is the tightest with at most half of the rest on each side', () => {
    for (const [n, p] of [
      [20, 0.3],
      [57, 0.9],
      [400, 0.5],
      [1500, 0.95],
    ] as const) {
      for (const confidence of [0.8, 0.95, 0.999]) {
        const { lower = 0, upper = n + 1 } = quantileRanks(n, p, confidence);
        const probabilities = binomial(n, p);
        const allowed = (1 - confidence) / 2;
        expect(sum(probabilities.slice(0, lower))).toBeLessThanOrEqual(allowed);
        expect(sum(probabilities.slice(0, lower + 1))).toBeGreaterThan(allowed);
        expect(sum(probabilities.slice(upper))).toBeLessThanOrEqual(allowed);
        expect(sum(probabilities.slice(upper - 1))).toBeGreaterThan(allowed);
      }
    }
  });
  it('bounds a quantile from above only from p^n <= 2.5 % on', () => {
    for (const [p, smallest] of [
      [0.9, 36],
      [0.95, 72],
      [0.99, 368],
      [0.999, 3688],
    ] as const) {
      expect(quantileRanks(smallest, p, 0.95).upper).toBe(smallest);
      expect(quantileRanks(smallest - 1, p, 0.95).upper).toBeUndefined();
    }
    expect(quantileRanks(1, 0.5, 0.95)).toEqual({ lower: undefined, upper: undefined });
  });
  it('approaches the normal approximation for ten million observations', () => {
    const n = 1e7;
    const { lower, upper } = quantileRanks(n, 0.5, 0.95);
    const half = 1.959963984540054 * Math.sqrt(n) * 0.5;
    expect(Math.abs(lower! - (n / 2 - half))).toBeLessThan(2);
    expect(Math.abs(upper! - (n / 2 + half))).toBeLessThan(2);
  });
  it('rejects what cannot be asked', () => {
    expect(() => quantileRanks(0, 0.5, 0.95)).toThrow(RangeError);
    expect(() => quantileRanks(10, 1, 0.95)).toThrow(RangeError);
    expect(() => quantileRanks(10, 0.5, 1)).toThrow(RangeError);
  });
});
