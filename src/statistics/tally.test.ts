import fc from 'fast-check';
import { mean, sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { Tally } from './tally.ts';

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 });

describe('Tally', () => {
  it('agrees with the two-pass mean and variance', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const tally = tallyOf(sample);
        expect(tally.count).toBe(sample.length);
        expect(Math.abs(tally.mean - mean(sample))).toBeLessThan(1e-9);
        expect(Math.abs(tally.variance - sampleVariance(sample))).toBeLessThan(1e-11 * (1 + tally.variance + tally.mean ** 2));
        expect([tally.min, tally.max]).toEqual([Math.min(...sample), Math.max(...sample)]);
      }),
      { seed: 1 },
    );
  });
  it('does not lose the variance of large numbers that differ little', () => {
    // 1e9 + {4, 7, 13, 16}: mean 1e9 + 10, variance (36 + 9 + 9 + 36) / 3 = 30
    const tally = tallyOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect([tally.mean, tally.variance]).toEqual([1e9 + 10, 30]);
  });
  it('merges to the tally of all', () => {
    fc.assert(
      fc.property(values, fc.nat(50), (sample, cut) => {
        const merged = tallyOf(sample.slice(0, cut));
        merged.merge(tallyOf(sample.slice(cut)));
        const whole = tallyOf(sample);
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-9);
        expect(Math.abs(merged.variance - whole.variance)).toBeLessThan(1e-11 * (1 + whole.variance + whole.mean ** 2));
      }),
      { seed: 2 },
    );
  });
  it('has no mean without and no variance with one observation', () => {
    expect([new Tally().mean, tallyOf([3]).mean, tallyOf([3]).variance]).toEqual([NaN, 3, NaN]);
  });
});
