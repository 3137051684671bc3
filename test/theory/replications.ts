import { expect } from 'vitest';

/**
 * Runs `one` with `count` seeds and compares the mean of what it returns with the exact value: |z| < 4, where z is the
 * error in standard errors over the replications. Seeds are fixed, so it fails always or never.
 */
export function expectMean(exact: number, count: number, one: (seed: number) => number): void {
  const values = Array.from({ length: count }, (_, i) => one(i + 1));
  const mean = values.reduce((sum, value) => sum + value) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (count - 1);
  const z = (mean - exact) / Math.sqrt(variance / count);
  expect(Math.abs(z), `mean ${mean} of ${count} replications, exact ${exact}, z ${z}`).toBeLessThan(4);
  // the test must be able to fail: the standard error is small beside the value
  expect(Math.sqrt(variance / count) / exact).toBeLessThan(0.03);
}
