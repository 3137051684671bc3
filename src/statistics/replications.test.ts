import { describe, expect, it } from 'vitest';
import { meanInterval, pairedDifference, pairedRatio, sectionedQuantile } from './replications.ts';

// A. M. Law, W. D. Kelton, Simulation Modeling and Analysis: the ten observations of their example of a t interval.
const example = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];

function halfWidth({ low, high }: { low: number | undefined; high: number | undefined }): number {
  return (high! - low!) / 2;
}

describe('meanInterval', () => {
  it('reproduces the textbook example', () => {
    const interval = meanInterval(example, 0.9);
    expect(interval.value).toBeCloseTo(1.343, 12);
    expect(halfWidth(interval)).toBeCloseTo(0.2372534, 7);
    expect(halfWidth(meanInterval(example, 0.95))).toBeCloseTo(0.2927831, 7);
    expect([interval.confidence, interval.method, interval.n]).toEqual([0.9, 'student-t over replications', 10]);
  });
  it('gives no bounds from one replication, and none at all from none', () => {
    expect(meanInterval([3], 0.95)).toMatchObject({ value: 3, low: undefined, high: undefined, n: 1 });
    expect(() => meanInterval([], 0.95)).toThrow(RangeError);
  });
  it('rejects a confidence level of 95', () => {
    expect(() => meanInterval(example, 95)).toThrow('a confidence level lies between 0 and 1, not at 95');
  });
});

describe('sectionedQuantile', () => {
  it('is centred on the pooled quantile and takes the spread about it', () => {
    // Deviations from 10: -2, 0, 1, 3; sum of squares 14; t(3, 0.975) = 3.182446305284263
    const interval = sectionedQuantile([8, 10, 11, 13], 10, 0.95);
    expect(interval.value).toBe(10);
    expect(halfWidth(interval)).toBeCloseTo(3.182446305284263 * Math.sqrt(14 / 3 / 4), 10);
    expect(interval).toMatchObject({ method: 'sectioning', n: 4 });
  });
  it('gives no bounds from one section', () => {
    expect(sectionedQuantile([8], 8, 0.95)).toMatchObject({ value: 8, low: undefined, high: undefined });
    expect(() => sectionedQuantile([], 8, 0.95)).toThrow(RangeError);
  });
});

describe('pairedDifference', () => {
  it('is the interval of the differences, with the gain of common random numbers', () => {
    const run = [11, 17, 23];
    const twin = [10, 15, 20];
    // Differences 1, 2, 3: variance 1. Run: squares 36 + 0 + 36, variance 36; twin: 25 + 0 + 25, variance 25; gain (36 + 25) / 1.
    const { interval, gain } = pairedDifference(run, twin, 0.95);
    expect(interval.value).toBe(2);
    expect(halfWidth(interval)).toBeCloseTo(4.302652729696142 / Math.sqrt(3), 10);
    expect(gain).toBeCloseTo(61, 12);
  });
  it('sees the harm of opposed pairs', () => {
    expect(pairedDifference([1, 2, 3], [3, 2, 1], 0.95).gain).toBeCloseTo(0.5, 12);
  });
  it('has no gain to state for one pair or equal differences', () => {
    expect(pairedDifference([5], [3], 0.95)).toMatchObject({ interval: { value: 2, low: undefined }, gain: undefined });
    expect(pairedDifference([2, 3], [1, 2], 0.95)).toMatchObject({ interval: { value: 1, low: 1, high: 1 }, gain: undefined });
  });
  it('rejects unpaired values', () => {
    expect(() => pairedDifference([1, 2], [1], 0.95)).toThrow(RangeError);
    expect(() => pairedRatio([], [], 0.95)).toThrow(RangeError);
  });
});

describe('pairedRatio', () => {
  it('is the ratio of the means with the interval of the residuals', () => {
    // r = 51 / 45 = 17 / 15; residuals 11 - 34/3 = -1/3, 17 - 17 = 0, 23 - 68/3 = 1/3: variance 1/9
    const { interval, gain } = pairedRatio([11, 17, 23], [10, 15, 20], 0.95);
    expect(interval.value).toBeCloseTo(17 / 15, 14);
    expect(halfWidth(interval)).toBeCloseTo((4.302652729696142 * Math.sqrt(1 / 27)) / 15, 10);
    expect(gain).toBeCloseTo((36 + (17 / 15) ** 2 * 25) * 9, 9);
  });
  it('is exact where the run is a multiple of its twin', () => {
    const { interval } = pairedRatio([2, 4, 8], [1, 2, 4], 0.9);
    expect([interval.value, interval.low, interval.high]).toEqual([2, 2, 2]);
  });
});
