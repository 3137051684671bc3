import { expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

it('gives the values that the algorithm was published with', () => {
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798409, 14);
});
it('is odd about one half', () => {
  expect(normalQuantile(0.5)).toBe(0);
  for (const p of [0.4, 0.0625, 2 ** -20, 2 ** -40]) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
});
it('ends at infinity and knows nothing beyond', () => {
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(NaN)]).toEqual([
    -Infinity,
    Infinity,
    NaN,
    NaN,
    NaN,
  ]);
});
