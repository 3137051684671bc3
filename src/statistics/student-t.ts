import { exp, log, log1p } from '../kernel/elementary.ts';
import { logGamma } from '../kernel/log-gamma.ts';
import { normalQuantile } from '../kernel/normal-quantile.ts';

/** From here on the expansion about the normal quantile is as good as the sum. */
const MANY = 1000;

/**
 * The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method: I_x(a, b) is this times
 * x^a (1 - x)^b / (a B(a, b)). Converges fast for x < (a + 1) / (a + b + 2).
 */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1, change = 0; m < 10_000 && Math.abs(change - 1) > 1e-16; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    result *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    change = c * d;
    result *= change;
  }
  return result;
}

/** log of x^a (1 - x)^b / B(a, b), with y = 1 - x. */
function logBetaPower(x: number, y: number, a: number, b: number): number {
  return a * log(x) + b * log(y) + logGamma(a + b) - logGamma(a) - logGamma(b);
}

/** P(T > t) for t >= 0: half of I_x(df / 2, 1 / 2) at x = df / (df + t^2). */
function upperTail(t: number, df: number): number {
  const x = df / (df + t * t);
  const y = (t * t) / (df + t * t);
  const a = df / 2;
  if (y === 0) return 0.5;
  const power = exp(logBetaPower(x, y, a, 0.5));
  if (x < (a + 1) / (a + 2.5)) return (power * betaFraction(x, a, 0.5)) / (2 * a);
  return 0.5 - power * betaFraction(y, 0.5, a);
}

/** Density of Student's t. */
function density(t: number, df: number): number {
  const logFactor = logGamma((df + 1) / 2) - logGamma(df / 2) - log(df * Math.PI) / 2;
  return exp(logFactor - ((df + 1) / 2) * log1p((t * t) / df));
}

/** Expansion of the quantile in powers of 1 / df about the normal quantile z (Abramowitz and Stegun 26.7.5). */
function expansion(z: number, df: number): number {
  const z2 = z * z;
  const g1 = (z2 + 1) / 4;
  const g2 = ((5 * z2 + 16) * z2 + 3) / 96;
  const g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z * (1 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df);
}

/**
 * The t with P(T <= t) = p for Student's t with df degrees of freedom (any positive number), to a relative 1e-11 for p
 * from 1e-6 to 1 - 1e-6. @throws RangeError unless 0 < p < 1 and df > 0
 */
export function studentTQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a t quantile is asked for between 0 and 1, not at ${p}`);
  if (!(df > 0)) throw new RangeError(`the degrees of freedom must be positive, not ${df}`);
  if (p < 0.5) return -studentTQuantile(1 - p, df);
  const z = normalQuantile(p);
  if (df >= MANY) return expansion(z, df);
  // Newton from the normal quantile, which lies below: the tail is convex, so the steps go up and never beyond.
  const tail = 1 - p;
  let t = z;
  for (let step = t === 0 ? 0 : 1, rounds = 0; Math.abs(step) > 1e-10 * t && rounds < 100; rounds++) {
    step = (upperTail(t, df) - tail) / density(t, df);
    t += step;
  }
  return t;
}
