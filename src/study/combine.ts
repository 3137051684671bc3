import type { Figure } from '../metrics/figures.ts';
import type { SummaryRow } from '../metrics/results.ts';
import { Histogram } from '../statistics/histogram.ts';
import type { Interval } from '../statistics/interval.ts';
import { meanInterval, pairedRatio, sectionedQuantile } from '../statistics/replications.ts';

/** Confidence level of all intervals. */
export const CONFIDENCE = 0.95;

/** The figures of one replication, and of its twin if there is one. */
export interface Pair {
  readonly run: readonly Figure[];
  readonly twin: readonly Figure[] | null;
}

/** The same figure of all replications that have it, in their order. */
interface Collected {
  readonly first: Figure;
  readonly run: Figure[];
  /** Of those replications whose twin has it too. */
  readonly paired: { readonly run: Figure; readonly twin: Figure }[];
}

/**
 * Rows of the summary from the figures of all replications: the mean over replications with Student's interval, for
 * quantiles the quantile of all I/Os pooled with the interval by sectioning. Beside each mean or quantile that the twin has too:
 * `twin_...` and the ratio `of_twin_...` in per cent, with the interval of the paired comparison.
 */
export function combine(pairs: readonly Pair[]): SummaryRow[] {
  return [...collect(pairs).values()].flatMap(({ first, run, paired }) => {
    const rows = [rowOf(first, first.statistic, first.unit, estimate(run))];
    if (paired.length === 0 || first.statistic === 'total' || first.phase === '') return rows;
    const twins = paired.map(({ twin }) => twin);
    rows.push(rowOf(first, `twin_${first.statistic}`, first.unit, estimate(twins)));
    const ofTwin = ratio(paired);
    if (ofTwin !== null) rows.push(rowOf(first, `of_twin_${first.statistic}`, '%', ofTwin));
    return rows;
  });
}

function collect(pairs: readonly Pair[]): Map<string, Collected> {
  const all = new Map<string, Collected>();
  for (const { run, twin } of pairs) {
    const twins = new Map((twin ?? []).map((figure) => [keyOf(figure), figure]));
    for (const figure of run) {
      const key = keyOf(figure);
      const entry = all.get(key) ?? { first: figure, run: [], paired: [] };
      all.set(key, entry);
      entry.run.push(figure);
      const other = twins.get(key);
      if (other !== undefined) entry.paired.push({ run: figure, twin: other });
    }
  }
  return all;
}

export const keyOf = ({ subject, metric, phase, statistic }: Figure): string => JSON.stringify([subject, metric, phase, statistic]);

function estimate(figures: readonly Figure[]): Interval {
  const values = figures.map(({ value }) => value);
  const { quantile } = figures[0]!;
  if (quantile === undefined) return meanInterval(values, CONFIDENCE);
  const pooled = new Histogram();
  for (const figure of figures) pooled.merge(figure.quantile!.of);
  // Figures are in ms, histograms in ns.
  return sectionedQuantile(values, pooled.quantile(quantile.p) / 1e6, CONFIDENCE);
}

/** Per cent of the twin; null where the twin is 0. */
function ratio(paired: Collected['paired']): Interval | null {
  const twins = paired.map(({ twin }) => twin.value);
  if (twins.every((value) => value === 0)) return null;
  const { interval } = pairedRatio(
    paired.map(({ run }) => run.value),
    twins,
    CONFIDENCE,
  );
  const percent = (value: number | undefined): number | undefined => (value === undefined ? undefined : 100 * value);
  return { ...interval, value: 100 * interval.value, low: percent(interval.low), high: percent(interval.high) };
}

function rowOf(
  { subject, metric, phase }: Figure,
  statistic: string,
  unit: string,
  { value, low, high, method, confidence, n }: Interval,
): SummaryRow {
  const row = { subject, metric, phase, statistic, value, unit };
  return low === undefined || high === undefined ? row : { ...row, ci_low: low, ci_high: high, confidence, method, n };
}
