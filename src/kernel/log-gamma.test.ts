import { expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';

it('is the logarithm of the factorial at whole numbers', () => {
  for (let n = 1, factorial = 1; n <= 20; factorial *= n++) {
    expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(2e-14);
  }
});
it('is half the logarithm of pi at one half', () => {
  expect(Math.abs(logGamma(0.5) - Math.log(Math.PI) / 2)).toBeLessThan(5e-15);
});
it('obeys the duplication formula: gamma(x) gamma(x + 1/2) = 2^(1 - 2x) sqrt(pi) gamma(2x)', () => {
  for (let x = 0.07; x < 400; x *= 1.3) {
    const left = logGamma(x) + logGamma(x + 0.5);
    const right = (1 - 2 * x) * Math.LN2 + Math.log(Math.PI) / 2 + logGamma(2 * x);
    expect(Math.abs(left - right)).toBeLessThan(1e-14 * (1 + Math.abs(right)));
  }
});
