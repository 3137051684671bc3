/** Observations in a batch. */
const BATCH = 5;

/** Where the warm-up of a series ends. */
export interface WarmUp {
  /** Number of observations to delete from the front; undefined if no steady state was found and a longer run is needed. */
  readonly cut: number | undefined;
  /** Number of batches deleted at the minimum of the statistic, wherever it lies; -1 if the series is too short to judge. */
  readonly minimum: number;
  /** Number of whole batches of five. */
  readonly batches: number;
}

function batchMeans(series: ArrayLike<number>): Float64Array {
  const means = new Float64Array(Math.floor(series.length / BATCH));
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let j = 0; j < BATCH; j++) sum += series[i * BATCH + j]!;
    means[i] = sum / BATCH;
  }
  return means;
}

/**
 * Warm-up by MSER-5: of all cuts d (in batches of five observations), the one with the smallest
 * sum over the kept b - d batches of (mean of batch - mean of kept)^2, over (b - d)^2; the earliest of equals.
 *
 * The last min(5, b / 4) batches are never a cut, because the statistic degenerates there. If the minimum lies in the
 * second half the series has not settled: no cut is given. Fewer than 10 batches are not judged.
 * Sources: K. P. White, Simulation 69:6, 1997; K. P. White, M. J. Cobb, S. C. Spratt, Winter Simulation Conference 2000.
 */
export function mser5(series: ArrayLike<number>): WarmUp {
  const means = batchMeans(series);
  const b = means.length;
  if (b < 10) return { cut: undefined, minimum: -1, batches: b };
  const last = b - Math.min(5, Math.floor(b / 4)) - 1;
  let minimum = 0;
  let least = Infinity;
  // Mean and sum of squared deviations of the batches from d on, growing from the end.
  let mean = 0;
  let squares = 0;
  for (let d = b - 1; d >= 0; d--) {
    const kept = b - d;
    const difference = means[d]! - mean;
    mean += difference / kept;
    squares += difference * (means[d]! - mean);
    const statistic = squares / (kept * kept);
    if (d <= last && statistic <= least) {
      least = statistic;
      minimum = d;
    }
  }
  return { cut: minimum <= b / 2 ? minimum * BATCH : undefined, minimum, batches: b };
}
