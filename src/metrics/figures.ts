import type { Histogram } from '../statistics/histogram.ts';

/** One number of one replication. */
export interface Figure {
  readonly subject: string;
  readonly metric: string;
  readonly phase: string;
  readonly statistic: string;
  readonly unit: string;
  readonly value: number;
  /** Often 0: left out of the results if it is 0 in all replications. Where it is not, the zeros count. */
  readonly sparse?: true;
  /** For a quantile: where it comes from, so that replications can be pooled. */
  readonly quantile?: { readonly of: Histogram; readonly p: number };
}

/** The quantiles that are reported of a response time, as statistic and probability. */
export const QUANTILES: readonly (readonly [statistic: string, p: number])[] = [
  ['p5', 0.05],
  ['p10', 0.1],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p99.9', 0.999],
];
