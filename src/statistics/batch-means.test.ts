import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../kernel/normal-quantile.ts';
import { Random } from '../kernel/random.ts';
import { BatchMeans } from './batch-means.ts';

/** First-order autoregression with mean 0, started in the steady state. */
function autoregression(random: Random, n: number, coefficient: number): BatchMeans {
  const batches = new BatchMeans();
  let x = normalQuantile(random.double()) / Math.sqrt(1 - coefficient ** 2);
  for (let i = 0; i < n; i++) {
    batches.add(x);
    x = coefficient * x + normalQuantile(random.double());
  }
  return batches;
}

function coverage(runs: number, n: number, coefficient: number): number {
  const random = new Random(1, 9, 8, 4);
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    const { low, high } = autoregression(random, n, coefficient).interval(0.9).interval;
    if (low! <= 0 && high! >= 0) covered++;
  }
  return covered;
}

describe('BatchMeans', () => {
  // Binomial z of the number of intervals that hold the true mean, at a fixed seed.
  it('covers the mean of independent observations as often as it says', () => {
    expect(Math.abs(coverage(400, 500, 0) - 360) / Math.sqrt(400 * 0.9 * 0.1)).toBeLessThan(4);
  });
  it('covers the mean of a correlated series nearly as often', () => {
    // Observations correlated 0.9: taken for independent, the interval would cover 0.9 in 30 of 100 cases.
    expect(coverage(300, 5000, 0.9) / 300).toBeGreaterThan(0.84);
  });
  it('gives the mean of the whole batches and the right number of them', () => {
    const batches = new BatchMeans();
    for (let i = 0; i < 65; i++) batches.add(i % 2);
    const { interval } = batches.interval(0.95);
    expect(interval).toMatchObject({ value: 0.5, n: 30, method: 'batch means', confidence: 0.95 });
  });
  it('joins small batches without losing an observation', () => {
    const n = 3 * 1024 * 30;
    const batches = new BatchMeans();
    const random = new Random(3, 3, 3, 3);
    for (let i = 0; i < n; i++) batches.add(random.below(1000));
    expect(batches.count).toBe(n);
    const { interval, independent } = batches.interval(0.99);
    expect(Math.abs(interval.value - 499.5)).toBeLessThan(4 * Math.sqrt(1000 ** 2 / 12 / n));
    expect(independent).toBe(true);
  });
  it('uses fewer, longer batches where many are correlated, and says when even ten are', () => {
    const trend = new BatchMeans();
    for (let i = 0; i < 3000; i++) trend.add(i);
    const { independent, correlation, interval } = trend.interval(0.9);
    expect([independent, interval.n]).toEqual([false, 10]);
    expect(correlation).toBeGreaterThan(0.5);
  });
  it('gives no bounds for less than twenty observations', () => {
    const batches = new BatchMeans();
    expect(batches.interval(0.9).interval).toMatchObject({ value: NaN, low: undefined, high: undefined });
    for (let i = 0; i < 19; i++) batches.add(i);
    expect(batches.interval(0.9)).toMatchObject({ interval: { value: 9, low: undefined }, independent: false });
  });
  it('takes a constant series for certain', () => {
    const batches = new BatchMeans();
    for (let i = 0; i < 100; i++) batches.add(4);
    expect(batches.interval(0.9)).toMatchObject({ interval: { low: 4, high: 4 }, correlation: 0, independent: true });
  });
});
