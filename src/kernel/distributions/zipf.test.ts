import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { generalisedHarmonic, Zipf } from './zipf.ts';

describe('generalisedHarmonic', () => {
  it('agrees with the known sums of a thousand million terms', () => {
    const n = 1e9;
    // Euler's constant; Riemann's zeta function at 1/2 and 2; the first terms of the Euler-Maclaurin formula at n.
    expect(generalisedHarmonic(n, 1)).toBeCloseTo(Math.log(n) + 0.5772156649015329 + 0.5 / n, 12);
    expect(generalisedHarmonic(n, 0.5)).toBeCloseTo(2 * Math.sqrt(n) - 1.4603545088095868 + 0.5 / Math.sqrt(n), 8);
    expect(generalisedHarmonic(n, 2)).toBeCloseTo(Math.PI ** 2 / 6 - 1 / n, 14);
    expect(generalisedHarmonic(n, 0) / n).toBeCloseTo(1, 14);
    expect(generalisedHarmonic(n, -1) / ((n * (n + 1)) / 2)).toBeCloseTo(1, 14);
  });
  it('agrees with the plain sum', () => {
    for (const n of [1, 7, 1024, 1025, 3000]) {
      for (const s of [0.3, 0.99, 1, 1.01, 3]) {
        let sum = 0;
        for (let k = n; k >= 1; k--) sum += k ** -s;
        expect(generalisedHarmonic(n, s) / sum).toBeCloseTo(1, 14);
      }
    }
  });
});

describe('Zipf', () => {
  it.each([0, 0.5, 0.99, 1, 1.01, 1.5, 3])('puts the borders between ranks where the sums are, exponent %f', (exponent) => {
    const n = 5000;
    const zipf = new Zipf(n, exponent);
    const from = new Float64Array(n + 2);
    for (let k = n; k >= 1; k--) from[k] = from[k + 1]! + k ** -exponent;
    const total = from[1]!;
    for (let k = 1; k <= n; k++) {
      // The bound stated for the class.
      const margin = 1e-8 + 1e-14 * total * k ** exponent;
      for (const inside of margin < 0.5 ? [margin, 1 - margin] : []) {
        const rank = zipf.rank((total - from[k]! + inside * k ** -exponent) / total);
        if (rank !== k) expect([k, inside, rank]).toEqual([k, inside, k]);
      }
    }
  });
  it('fills the decades of a thousand million ranks as the harmonic sums say', () => {
    const draws = 200_000;
    for (const exponent of [0.8, 1, 1.2]) {
      const zipf = new Zipf(1e9, exponent);
      const random = new Random(6, 2, 8, 3);
      const counts = new Float64Array(10);
      for (let i = 0; i < draws; i++) {
        const rank = zipf.sample(random);
        if (!(rank >= 1 && rank <= 1e9 && Number.isInteger(rank))) expect(rank).toBe('a rank');
        counts[String(rank - 1).length - 1]!++;
      }
      const total = generalisedHarmonic(1e9, exponent);
      let before = 0;
      for (let decade = 0, end = 10; decade < 9; decade++, end *= 10) {
        const upTo = generalisedHarmonic(end, exponent) / total;
        const p = upTo - before;
        expect(Math.abs(counts[decade]! - draws * p) / Math.sqrt(draws * p * (1 - p))).toBeLessThan(4);
        before = upTo;
      }
    }
  });
  it('reaches the first and the last rank', () => {
    for (const [n, exponent] of [
      [1, 1],
      [1024, 0],
      [1025, 0],
      [1e9, 0.5],
      [1e9, 1],
      [2 ** 40, 0.2],
    ] as const) {
      const zipf = new Zipf(n, exponent);
      expect([zipf.rank(0), zipf.rank(1 - 2 ** -53)]).toEqual([1, n]);
    }
  });
  it('states its mean', () => {
    expect(new Zipf(3, 1).mean).toBeCloseTo(3 / (1 + 1 / 2 + 1 / 3), 14);
    expect(new Zipf(1e6, 0).mean).toBeCloseTo(500_000.5, 6);
  });
});
