import { log } from './elementary.ts';

/** log(2 pi) / 2. */
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** Logarithm of the gamma function for x > 0; the error stays below 5e-15, relative to the result where that is above 1. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 12) product *= shifted++;
  const r = 1 / (shifted * shifted);
  // Stirling's series; the first term left out is 1 / (156 x^13).
  const series = 1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360)))));
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LOG_TWO_PI + series / shifted - log(product);
}
