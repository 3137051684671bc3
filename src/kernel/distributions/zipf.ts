import { exp, expm1, log, log1p, pow } from '../elementary.ts';
import type { Random } from '../random.ts';
import { CumulativeTable } from './cumulative-table.ts';
import { type Distribution, demand } from './distribution.ts';

/** Ranks up to here are drawn from a table. */
const HEAD = 1024;
/** Where the rank after the head begins, each rank k taken as [k - 1/2, k + 1/2). */
const BORDER = HEAD + 0.5;

/**
 * Sum of k^-s over the ranks after the head, up to n, by the Euler-Maclaurin formula about the midpoints: the integral
 * from BORDER to n + 1/2, plus s / 24 (x^(-s-1)) between the same bounds.
 */
function tailSum(n: number, s: number): number {
  if (n <= HEAD) return 0;
  const end = n + 0.5;
  const ratio = log(end / BORDER);
  const integral = s === 1 ? ratio : (pow(BORDER, 1 - s) * expm1((1 - s) * ratio)) / (1 - s);
  return integral + (s / 24) * (pow(end, -s - 1) - pow(BORDER, -s - 1));
}

function headWeights(n: number, s: number): Float64Array {
  const weights = new Float64Array(Math.min(n, HEAD));
  for (let i = 0; i < weights.length; i++) weights[i] = pow(i + 1, -s);
  return weights;
}

/** 1^-s + 2^-s + ... + n^-s. */
export function generalisedHarmonic(n: number, s: number): number {
  return headWeights(n, s).reduce((sum, weight) => sum + weight, 0) + tailSum(n, s);
}

/**
 * Zipf: rank k of 1 to n with a probability proportional to k^-exponent; 0 is uniform. Drawn by inversion, in constant
 * time whatever n: the first 1024 ranks from a table, the others by inverting the Euler-Maclaurin formula of their
 * sum. What that formula leaves out shifts the border between two ranks by less than 1e-8 of a rank for exponents up
 * to 10 (the shift falls as k^-3); rounding shifts it by less than 1e-14 in probability.
 */
export class Zipf implements Distribution {
  readonly draws = 2;
  readonly mean: number;
  readonly #n: number;
  readonly #exponent: number;
  readonly #head: CumulativeTable;
  readonly #total: number;
  /** BORDER^(exponent - 1), and what to add to a point of the tail to make it a value of the integral. */
  readonly #unit: number;
  readonly #shift: number;

  /** @throws RangeError unless n is whole, 1 to 2^40, and the exponent 0 to 10 */
  constructor(n: number, exponent: number) {
    demand(Number.isInteger(n) && n >= 1 && n <= 1099511627776, 'the ranks of a Zipf distribution must be 1 to 2^40', n);
    demand(exponent >= 0 && exponent <= 10, 'the exponent of a Zipf distribution must be 0 to 10', exponent);
    this.#n = n;
    this.#exponent = exponent;
    this.#head = new CumulativeTable(headWeights(n, exponent));
    this.#total = this.#head.total + tailSum(n, exponent);
    this.#unit = pow(BORDER, exponent - 1);
    this.#shift = (exponent / 24) * pow(BORDER, -exponent - 1);
    this.mean = generalisedHarmonic(n, exponent - 1) / this.#total;
  }

  sample(random: Random): number {
    return this.rank(random.double());
  }

  /** The smallest rank k with P(X <= k) > u, for u in [0, 1). */
  rank(u: number): number {
    const point = u * this.#total;
    return point < this.#head.total ? this.#head.find(point) + 1 : this.#tailRank(point - this.#head.total);
  }

  #tailRank(point: number): number {
    const s = this.#exponent;
    const integral = (point + this.#shift) * this.#unit;
    const x = BORDER * exp(s === 1 ? integral : log1p((1 - s) * integral) / (1 - s));
    return Math.max(HEAD + 1, Math.min(Math.ceil(x - s / (24 * x) - 0.5), this.#n));
  }
}
