import { describe, expect, it } from 'vitest';
import type { Figure } from '../metrics/figures.ts';
import type { SummaryRow } from '../metrics/results.ts';
import { Histogram } from '../statistics/histogram.ts';
import { combine, type Pair } from './combine.ts';
import { samplesOf } from './samples.ts';
import { withoutZeros } from './without-zeros.ts';

const figure = (value: number, more: Partial<Figure> = {}): Figure => ({
  subject: 'w',
  metric: 'response_time',
  phase: 'all',
  statistic: 'mean',
  unit: 'ms',
  value,
  ...more,
});
const pair = (run: readonly Figure[], twin: readonly Figure[] | null = null): Pair => ({ run, twin });
const find = (rows: readonly SummaryRow[], statistic: string): SummaryRow => rows.find((row) => row.statistic === statistic)!;

describe('the summary of several replications', () => {
  it('has means with the interval of Student', () => {
    const [row] = combine([1, 2, 3].map((value) => pair([figure(value)])));
    // t(2 degrees, 97.5 %) = 4.302653, S = 1: 4.302653 / sqrt(3).
    expect(row).toMatchObject({ value: 2, confidence: 0.95, n: 3, method: 'student-t over replications' });
    expect(row!.ci_high! - 2).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
    expect(2 - row!.ci_low!).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  });

  it('has the quantile of all I/Os pooled, in ms, not the mean of the quantiles', () => {
    const histogram = (values: readonly number[]): Histogram => {
      const made = new Histogram();
      for (const value of values) made.record(value * 1e6);
      return made;
    };
    const median = (values: readonly number[]): Figure => {
      const of = histogram(values);
      return figure(of.quantile(0.5) / 1e6, { statistic: 'p50', quantile: { of, p: 0.5 } });
    };
    const [row] = combine([pair([median([1])]), pair([median([9, 9, 9, 9])])]);
    expect(row!.value).toBeCloseTo(9, 1);
    expect(row!.method).toBe('sectioning');
  });

  it('compares with the twin, replication by replication', () => {
    const rows = combine([pair([figure(3)], [figure(2)]), pair([figure(6)], [figure(4)])]);
    expect(find(rows, 'mean').value).toBe(4.5);
    expect(find(rows, 'twin_mean').value).toBe(3);
    // Always half as much again: no spread in the ratio, though run and twin have.
    expect(find(rows, 'of_twin_mean')).toMatchObject({ value: 150, unit: '%', ci_low: 150, ci_high: 150, method: 'paired ratio of means' });
    expect(rows).toHaveLength(3);
  });

  it('compares neither totals nor numbers of no phase, and nothing with a twin of 0', () => {
    const statistics = (more: Partial<Figure>, twin: number): string[] =>
      combine([pair([figure(3, more)], [figure(twin, more)])]).map(({ statistic }) => statistic);
    expect(statistics({ statistic: 'total' }, 2)).toEqual(['total']);
    expect(statistics({ phase: '' }, 2)).toEqual(['mean']);
    expect(statistics({}, 0)).toEqual(['mean', 'twin_mean']);
  });

  it('leaves the interval of a single replication empty', () => {
    for (const row of combine([pair([figure(3)], [figure(2)])]))
      expect(Object.keys(row).sort()).toEqual(['metric', 'phase', 'statistic', 'subject', 'unit', 'value']);
  });

  it('takes what some replications have not from the others, in the order of the first', () => {
    const other = figure(8, { metric: 'other' });
    const rows = combine([pair([figure(1)]), pair([other, figure(3)])]);
    expect(rows.map(({ metric, value }) => [metric, value])).toEqual([
      ['response_time', 2],
      ['other', 8],
    ]);
  });
});

describe('sparse numbers', () => {
  const retry = (value: number): Figure => figure(value, { metric: 'residence_retry', sparse: true });

  it('count as 0 where they are 0: parts of a sum add up over replications', () => {
    const kept = withoutZeros([pair([retry(6), figure(10)]), pair([retry(0), figure(4)]), pair([retry(0), figure(4)])]);
    expect(combine(kept).map(({ value }) => value)).toEqual([2, 6]);
    expect(samplesOf(kept)[0]!.values).toEqual([6, 0, 0]);
  });

  it('are left out where they are 0 in all, of runs and of twins by themselves; others are not', () => {
    const kept = withoutZeros([pair([retry(6), figure(0)], [retry(0), figure(0)]), pair([retry(0), figure(0)], [retry(0), figure(0)])]);
    expect(kept.map(({ run, twin }) => [run.length, twin!.length])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(withoutZeros([pair([retry(0)])])).toEqual([pair([])]);
  });
});
