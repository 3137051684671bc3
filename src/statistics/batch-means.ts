import { mean, sampleVariance } from 'simple-statistics';
import { normalQuantile } from '../kernel/normal-quantile.ts';
import { demandConfidence, type Interval, symmetricInterval } from './interval.ts';
import { studentTQuantile } from './student-t.ts';

/** Small batches are joined in pairs when there are so many. */
const MOST_SMALL_BATCHES = 1024;

/** Numbers of batches tried in turn: more batches, more degrees of freedom; fewer, longer ones, less correlation. */
const BATCHES = [30, 20, 10] as const;

/** Level of the one-sided test for correlation of neighbouring batches. */
const LEVEL = 0.1;

export interface BatchMeansInterval {
  readonly interval: Interval;
  /** Lag-1 correlation of the batch means. */
  readonly correlation: number;
  /** The batches passed the test for independence; if not, the interval is too narrow and the run too short. */
  readonly independent: boolean;
}

/**
 * Interval for the mean of one stationary series (warm-up already left out) by non-overlapping batch means: the means
 * of long stretches are nearly independent where single observations are not. Keeps at most 1024 sums, however long
 * the series: L grows, not the number of batches.
 */
export class BatchMeans {
  count = 0;
  #length = 1;
  #sums = new Float64Array(MOST_SMALL_BATCHES);
  #complete = 0;
  #sum = 0;
  #filled = 0;

  add(value: number): void {
    this.count++;
    this.#sum += value;
    if (++this.#filled < this.#length) return;
    this.#sums[this.#complete++] = this.#sum;
    this.#sum = 0;
    this.#filled = 0;
    if (this.#complete === MOST_SMALL_BATCHES) this.#join();
  }

  /**
   * Mean of the whole batches with Student's interval. 30, 20, then 10 batches are tried until von Neumann's ratio no
   * longer shows a positive correlation at the level 0.1. Fewer than 20 observations give no interval.
   */
  interval(confidence: number): BatchMeansInterval {
    demandConfidence(confidence);
    let last: BatchMeansInterval | undefined;
    for (const batches of BATCHES) {
      if (this.#complete < 2 * batches) continue;
      last = this.#of(batches, confidence);
      if (last.independent) return last;
    }
    const value = this.#complete === 0 ? NaN : mean(Array.from(this.#sums.subarray(0, this.#complete))) / this.#length;
    return last ?? { interval: symmetricInterval(value, undefined, confidence, 'batch means', 0), correlation: NaN, independent: false };
  }

  #of(batches: number, confidence: number): BatchMeansInterval {
    const size = Math.floor(this.#complete / batches);
    const means = Array.from({ length: batches }, (_, i) => mean(Array.from(this.#sums.subarray(i * size, (i + 1) * size))) / this.#length);
    const variance = sampleVariance(means);
    const halfWidth = studentTQuantile((1 + confidence) / 2, batches - 1) * Math.sqrt(variance / batches);
    const correlation = neighbourCorrelation(means, variance);
    const limit = normalQuantile(1 - LEVEL) * Math.sqrt((batches - 2) / (batches * batches - 1));
    const interval = symmetricInterval(mean(means), halfWidth, confidence, 'batch means', batches);
    return { interval, correlation, independent: correlation <= limit };
  }

  #join(): void {
    for (let i = 0; i < MOST_SMALL_BATCHES / 2; i++) this.#sums[i] = this.#sums[2 * i]! + this.#sums[2 * i + 1]!;
    this.#complete = MOST_SMALL_BATCHES / 2;
    this.#length *= 2;
  }
}

/**
 * Lag-1 correlation by von Neumann's ratio: 1 - (sum of squared differences of neighbours) / (2 sum of squared
 * deviations). For n independent normal values its mean is 0 and its variance (n - 2) / (n^2 - 1).
 */
function neighbourCorrelation(means: readonly number[], variance: number): number {
  let differences = 0;
  for (let i = 1; i < means.length; i++) differences += (means[i]! - means[i - 1]!) * (means[i]! - means[i - 1]!);
  return variance === 0 ? 0 : 1 - differences / (2 * variance * (means.length - 1));
}
