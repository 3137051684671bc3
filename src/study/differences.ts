import type { SummaryRow } from '../metrics/results.ts';
import { pairedDifference } from '../statistics/replications.ts';
import { CONFIDENCE } from './combine.ts';
import { type Sample, sampleKey } from './samples.ts';

/** A row of the summary of one point, compared with the first point where both have the number. */
export interface ComparedRow extends SummaryRow {
  /** Mean of this point less the first, replication by replication. */
  readonly difference?: number;
  readonly difference_ci_low?: number;
  readonly difference_ci_high?: number;
  /** Number of replications that both have. */
  readonly difference_n?: number;
  /** Variance of the difference if the points had random numbers of their own, over its variance as it is. */
  readonly gain?: number;
}

/**
 * Compares a point with the first, number by number, on common random numbers. Ratios to the twin are not compared:
 * they are comparisons already.
 */
export function compareRows(summary: readonly SummaryRow[], samples: readonly Sample[], first: readonly Sample[]): ComparedRow[] {
  const own = new Map(samples.map((sample) => [sampleKey(sample), sample]));
  const reference = new Map(first.map((sample) => [sampleKey(sample), sample]));
  return summary.map((row) => ({ ...row, ...difference(own.get(sampleKey(row)), reference.get(sampleKey(row))) }));
}

type Difference = Omit<ComparedRow, keyof SummaryRow>;

function difference(own: Sample | undefined, first: Sample | undefined): Difference {
  const pairs = (own?.values ?? []).flatMap((value, replication) => {
    const other = first?.values[replication] ?? null;
    return value === null || other === null ? [] : [{ value, other }];
  });
  if (pairs.length === 0) return {};
  const values = pairs.map(({ value }) => value);
  const others = pairs.map(({ other }) => other);
  const { interval, gain } = pairedDifference(values, others, CONFIDENCE);
  const { value, low, high, n } = interval;
  return {
    difference: value,
    ...(low === undefined || high === undefined ? {} : { difference_ci_low: low, difference_ci_high: high }),
    difference_n: n,
    ...(gain === undefined ? {} : { gain }),
  };
}
