import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Random } from '../kernel/random.ts';
import { Histogram } from './histogram.ts';

function histogramOf(values: Iterable<number>): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

/** Any whole number of 0 to 53 bits, short ones as likely as long ones. */
const anyValue = fc.tuple(fc.maxSafeNat(), fc.nat(53)).map(([value, bits]) => Math.floor(value / 2 ** bits));
const anyValues = fc.array(anyValue, { minLength: 1, maxLength: 60 });

describe('Histogram', () => {
  it('puts every value into a bucket that holds it and is no wider than 1/512 of it', () => {
    const borders = [0, 1, 1023, 1024, 1025, 2047, 2048, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 52, 2 ** 53 - 1];
    fc.assert(
      fc.property(anyValue, (value) => {
        const [bucket, ...rest] = [...histogramOf([value]).buckets()];
        expect(rest).toEqual([]);
        expect(bucket!.count).toBe(1);
        expect(bucket!.low <= value && value < bucket!.high).toBe(true);
        expect(value < 1024 ? bucket!.high - bucket!.low === 1 : bucket!.high - bucket!.low <= value / 512).toBe(true);
      }),
      { seed: 4, numRuns: 2000, examples: borders.map((value) => [value]) },
    );
  });
  it('gives the value of each rank within 1/512', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const histogram = histogramOf(values);
        const sorted = [...values].sort((a, b) => a - b);
        for (const [i, exact] of sorted.entries()) {
          expect(Math.abs(histogram.valueAtRank(i + 1) - exact)).toBeLessThanOrEqual(exact / 512);
        }
        expect([histogram.valueAtRank(0), histogram.valueAtRank(values.length + 1)]).toEqual([NaN, NaN]);
      }),
      { seed: 5 },
    );
  });
  it('keeps count, sum, smallest and largest exactly', () => {
    const histogram = histogramOf([70_001, 5, 123_456_789]);
    expect([histogram.count, histogram.sum, histogram.min, histogram.max, histogram.mean]).toEqual([
      3,
      123_526_795,
      5,
      123_456_789,
      123_526_795 / 3,
    ]);
    expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([5, 123_456_789]);
  });
  it('takes the quantile p at rank ceil(p n)', () => {
    const histogram = histogramOf(Array.from({ length: 100 }, (_, i) => i + 1));
    for (let i = 1; i <= 100; i++) expect(histogram.quantile(i / 100)).toBe(i);
    expect([histogram.quantile(0.005), histogram.quantile(0.501)]).toEqual([1, 51]);
  });
  it('spreads the values of a bucket evenly over it', () => {
    // [2048, 2052) is one bucket: its four values at 2048 + 3 (j - 1/2) / 4
    const histogram = histogramOf([1, 2048, 2049, 2050, 2051, 5000]);
    expect([2, 3, 4, 5].map((rank) => histogram.valueAtRank(rank))).toEqual([2048.375, 2049.125, 2049.875, 2050.625]);
  });
  it('agrees with hdr-histogram-js', () => {
    const reference = build({ highestTrackableValue: 2 ** 46, numberOfSignificantValueDigits: 5, bitBucketSize: 64 });
    const random = new Random(2, 4, 6, 8);
    const histogram = new Histogram();
    for (let i = 0; i < 200_000; i++) {
      const value = Math.round(5e6 * random.exponential() * (random.uint32() < 4e7 ? 100 : 1));
      histogram.record(value);
      reference.recordValue(value);
    }
    for (const p of [0.001, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999]) {
      const exact = reference.getValueAtPercentile(100 * p);
      expect(Math.abs(histogram.quantile(p) - exact)).toBeLessThanOrEqual(exact * (1 / 512 + 2e-5));
    }
    expect(Math.abs(histogram.mean / reference.mean - 1)).toBeLessThan(2e-5);
  });
  it('merges to the histogram of all, and survives encoding', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 20 }), anyValues, (some, others) => {
        const merged = Histogram.decode(structuredClone(histogramOf(some).encode()));
        merged.merge(histogramOf(others));
        const whole = histogramOf([...some, ...others]);
        expect([...merged.buckets()]).toEqual([...whole.buckets()]);
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        expect(Math.abs(merged.sum - whole.sum)).toBeLessThanOrEqual(1e-12 * whole.sum);
        merged.record(77);
        expect([...merged.buckets()]).toEqual([...histogramOf([77, ...some, ...others]).buckets()]);
      }),
      { seed: 6 },
    );
  });
  it('takes memory for the octaves between the smallest and the largest value only', () => {
    expect(histogramOf([1e6, 9e6]).encode().counts.length).toBe(5 * 512);
  });
  it('has no quantiles of nothing', () => {
    const histogram = new Histogram();
    expect([histogram.quantile(0.5), histogram.mean, histogram.min, histogram.max]).toEqual([NaN, NaN, Infinity, -Infinity]);
    histogram.merge(new Histogram());
    expect(histogram.count).toBe(0);
  });
  it('rejects what it cannot count', () => {
    for (const value of [-1, NaN, Infinity, 2 ** 53]) expect(() => new Histogram().record(value)).toThrow(RangeError);
    expect(() => new Histogram().quantile(1.5)).toThrow(RangeError);
  });
});
