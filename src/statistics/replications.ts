import { mean, sampleVariance } from 'simple-statistics';
import { demandConfidence, type Interval, symmetricInterval } from './interval.ts';
import { studentTQuantile } from './student-t.ts';

/** Half width of the Student interval for a mean: t(n - 1) S / sqrt(n); undefined for a single value. */
function halfWidth(variance: number, n: number, confidence: number): number | undefined {
  demandConfidence(confidence);
  return n < 2 ? undefined : studentTQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n);
}

/**
 * Mean of one value from each replication, with Student's interval: mean ± t(n - 1) S / sqrt(n).
 * @throws RangeError if there is no value
 */
export function meanInterval(values: readonly number[], confidence: number, method = 'student-t over replications'): Interval {
  const n = values.length;
  if (n === 0) throw new RangeError('an interval needs at least one value');
  const width = halfWidth(n < 2 ? 0 : sampleVariance(values), n, confidence);
  return symmetricInterval(mean(values), width, confidence, method, n);
}

/**
 * Interval for a quantile by sectioning: centred on the quantile of all observations pooled, the spread of the
 * sections' (or replications') quantiles measured about it. Unlike order statistics this does not take observations
 * of one run for independent; unlike the mean of the sections' quantiles it has not their bias.
 * Source: S. Asmussen and P. W. Glynn, Stochastic Simulation, 2007, III.5.
 * @throws RangeError if there is no section
 */
export function sectionedQuantile(sections: readonly number[], pooled: number, confidence: number): Interval {
  const n = sections.length;
  if (n === 0) throw new RangeError('an interval needs at least one section');
  let squares = 0;
  for (const quantile of sections) squares += (quantile - pooled) * (quantile - pooled);
  return symmetricInterval(pooled, halfWidth(squares / (n - 1), n, confidence), confidence, 'sectioning', n);
}

/** How a run compares with its twin, replication by replication, both on the same random numbers. */
export interface PairedComparison {
  readonly interval: Interval;
  /**
   * Variance of the comparison if runs and twins were independent, over its variance as they are: what common random
   * numbers gain. Below 1 they do harm. Undefined for fewer than two replications or without any spread.
   */
  readonly gain: number | undefined;
}

function demandPairs(run: readonly number[], twin: readonly number[]): void {
  if (run.length === 0 || run.length !== twin.length) {
    throw new RangeError(
      `a paired comparison needs as many values of the twin as of the run and at least one, not ${run.length} and ${twin.length}`,
    );
  }
}

function gainOf(run: readonly number[], twin: readonly number[], ratio: number, variance: number): number | undefined {
  return variance > 0 ? (sampleVariance(run) + ratio * ratio * sampleVariance(twin)) / variance : undefined;
}

/** Mean of run - twin with Student's interval on the differences. @throws RangeError unless both have the same number of values, at least one */
export function pairedDifference(run: readonly number[], twin: readonly number[], confidence: number): PairedComparison {
  demandPairs(run, twin);
  const differences = run.map((value, i) => value - twin[i]!);
  const variance = differences.length < 2 ? 0 : sampleVariance(differences);
  return { interval: meanInterval(differences, confidence, 'paired student-t'), gain: gainOf(run, twin, 1, variance) };
}

/**
 * Ratio r = mean(run) / mean(twin), with Student's interval on the residuals run - r twin, divided by mean(twin): the
 * first-order (delta method) interval for a ratio of means. @throws RangeError as for the difference
 */
export function pairedRatio(run: readonly number[], twin: readonly number[], confidence: number): PairedComparison {
  demandPairs(run, twin);
  const n = run.length;
  const base = mean(twin);
  const ratio = mean(run) / base;
  const residuals = run.map((value, i) => value - ratio * twin[i]!);
  const variance = n < 2 ? 0 : sampleVariance(residuals);
  const width = halfWidth(variance / (base * base), n, confidence);
  return { interval: symmetricInterval(ratio, width, confidence, 'paired ratio of means', n), gain: gainOf(run, twin, ratio, variance) };
}
