import { demandConfidence } from './interval.ts';

/** Ranks, from 1, of the observations that bound the quantile; undefined where the sample is too small to bound it on that side. */
export interface RankInterval {
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/**
 * Probabilities of the values of a binomial (n, p) about its mode, until they no longer count (10^-20 of the mode's):
 * weights[i] belongs to first + i.
 */
function binomialWeights(n: number, p: number): { first: number; weights: number[]; total: number } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0 && weight > 1e-20; k--) below.push((weight *= k / ((n - k + 1) * odds)));
  const weights = [...below.reverse(), 1];
  for (let k = mode, weight = 1; k < n && weight > 1e-20; k++) weights.push((weight *= ((n - k) / (k + 1)) * odds));
  return { first: mode - below.length, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/**
 * Which order statistics of n independent observations bound the quantile p: the observations of rank `lower` and
 * `upper` enclose it with at least the given confidence, each side missing it with at most half of the rest.
 * P(lower <= B <= upper - 1) for a binomial B of (n, p). Not for observations of one run, which depend on each other:
 * use `sectionedQuantile` for those.
 * @throws RangeError unless n is whole and positive, 0 < p < 1 and 0 < confidence < 1
 */
export function quantileRanks(n: number, p: number, confidence: number): RankInterval {
  demandConfidence(confidence);
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`the number of observations must be whole and positive, not ${n}`);
  if (!(p > 0 && p < 1)) throw new RangeError(`a quantile is bounded between 0 and 1, not at ${p}`);
  const { first, weights, total } = binomialWeights(n, p);
  const allowed = ((1 - confidence) / 2) * total;
  // lower: the largest l with P(B <= l - 1) <= allowed; upper: the smallest u with P(B >= u) <= allowed.
  let low = 0;
  let tail = weights[0]!;
  while (tail <= allowed) tail += weights[++low]!;
  let high = weights.length - 1;
  tail = weights[high]!;
  while (tail <= allowed) tail += weights[--high]!;
  const lower = first + low;
  const upper = first + high + 1;
  return { lower: lower >= 1 ? lower : undefined, upper: upper <= n ? upper : undefined };
}
