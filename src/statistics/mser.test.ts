import { mean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { mser5 } from './mser.ts';

/** The "minimal standard" generator: x <- 16807 x mod (2^31 - 1). */
function* minimalStandard(seed: number): Generator<number, never> {
  for (let x = seed; ; ) {
    x = (16807 * x) % 2147483647;
    yield x;
  }
}

function draw(n: number, seed: number, value: (x: number, i: number) => number): number[] {
  const numbers = minimalStandard(seed);
  return Array.from({ length: n }, (_, i) => value(numbers.next().value, i));
}

/** The definition, term by term. */
function statistic(series: readonly number[], d: number): number {
  const means = Array.from({ length: Math.floor(series.length / 5) }, (_, i) => mean(series.slice(5 * i, 5 * i + 5)));
  const kept = means.slice(d);
  return kept.reduce((sum, z) => sum + (z - mean(kept)) ** 2, 0) / kept.length ** 2;
}

describe('mser5', () => {
  it('cuts exactly a block of 50 hundreds off a stationary series', () => {
    const series = [...Array.from({ length: 50 }, () => 100), ...draw(450, 12345, (x) => x % 10)];
    expect(mser5(series)).toEqual({ cut: 50, minimum: 10, batches: 100 });
    expect(mean(series.slice(50))).toBeCloseTo(4.593333, 6);
  });
  it('cuts a ramp off after twelve batches', () => {
    const series = draw(600, 1, (x, i) => Math.max(0, 60 - i) + (x % 7));
    expect(mser5(series)).toEqual({ cut: 60, minimum: 12, batches: 120 });
  });
  it('cuts nothing off a stationary series', () => {
    expect(mser5(draw(500, 7, (x) => x % 100))).toEqual({ cut: 0, minimum: 0, batches: 100 });
  });
  it('minimises the statistic as defined', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const series = draw(203, seed, (x, i) => (x % 50) + 400 / (1 + i));
      const { minimum, batches } = mser5(series);
      const candidates = Array.from({ length: batches - 5 }, (_, d) => statistic(series, d));
      expect(minimum).toBe(candidates.indexOf(Math.min(...candidates)));
    }
  });
  it('finds no steady state in a series that only ever rises', () => {
    expect(mser5(Array.from({ length: 500 }, (_, i) => i * i)).cut).toBeUndefined();
  });
  it('finds no steady state in a series that settles in its second half', () => {
    const { cut, minimum } = mser5([...Array.from({ length: 300 }, () => 100), ...draw(200, 3, (x) => x % 10)]);
    expect([cut, minimum]).toEqual([undefined, 60]);
  });
  it('takes the earliest of equal cuts', () => {
    expect(mser5(Array.from({ length: 100 }, () => 7))).toEqual({ cut: 0, minimum: 0, batches: 20 });
  });
  it('does not judge fewer than ten batches', () => {
    expect(mser5([1, 2, 3])).toEqual({ cut: undefined, minimum: -1, batches: 0 });
  });
});
