/**
 * A factor f for which k -> k f mod n is a permutation of 0 .. n-1 that spreads any run of k evenly over the whole:
 * the whole number without a common divisor with n that is next to n divided by the golden ratio.
 */
export function scattered(n: number): number {
  let factor = Math.max(1, Math.round(n * 0.6180339887498949));
  while (commonDivisor(factor, n) !== 1) factor++;
  return factor;
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
