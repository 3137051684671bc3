import quantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { studentTQuantile } from './student-t.ts';

describe('studentTQuantile', () => {
  it('agrees with @stdlib', () => {
    for (const df of [0.5, 1, 2, 3, 4.5, 9, 10, 29, 99, 500, 999, 1000, 1001, 12_345.6, 1e7]) {
      for (const p of [0.501, 0.6, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9995, 0.999999]) {
        const expected = quantile(p, df);
        expect(Math.abs(studentTQuantile(p, df) / expected - 1), `p ${p}, df ${df}`).toBeLessThan(1e-10);
        expect(studentTQuantile(1 - p, df)).toBe(-studentTQuantile(1 - (1 - p), df));
      }
    }
  });
  it('has the closed forms for one and two degrees of freedom', () => {
    // tan(pi (p - 1/2)); (2p - 1) / sqrt(2 p (1 - p))
    for (const p of [0.6, 0.9, 0.99, 0.9999]) {
      expect(studentTQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 11);
      expect((studentTQuantile(p, 2) * Math.sqrt(2 * p * (1 - p))) / (2 * p - 1)).toBeCloseTo(1, 11);
    }
  });
  it('is 0 at one half and rises towards the normal quantile as degrees of freedom fall', () => {
    expect(studentTQuantile(0.5, 7)).toBe(0);
    let before = 1.959963984540054;
    for (const df of [1e9, 1e5, 1001, 1000, 999, 500, 50, 5, 2, 1]) {
      const t = studentTQuantile(0.975, df);
      expect(t).toBeGreaterThan(before);
      before = t;
    }
  });
  it('rejects what has no quantile', () => {
    for (const [p, df] of [
      [0, 5],
      [1, 5],
      [NaN, 5],
      [0.9, 0],
      [0.9, NaN],
    ] as const) {
      expect(() => studentTQuantile(p, df)).toThrow(RangeError);
    }
  });
  it('gives these bits in every engine', () => {
    expect([studentTQuantile(0.975, 9), studentTQuantile(0.95, 1.5), studentTQuantile(0.995, 2000)]).toMatchInlineSnapshot(`
      [
        2.2621571627982036,
        3.705180820096742,
        2.578289787557518,
      ]
    `);
  });
});
