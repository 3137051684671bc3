import { describe, expect, test } from 'vitest';
import type { SummaryRow } from '../metrics/results.ts';
import { compareRows } from './differences.ts';
import { type Sample, samplesOf } from './samples.ts';

const named = { subject: 'load', metric: 'response_time', phase: 'copying', statistic: 'mean' };
const row: SummaryRow = { ...named, value: 5, unit: 'ms' };
const sample = (values: readonly (number | null)[], other: Partial<Sample> = {}): Sample => ({ ...named, values, ...other });

describe('the difference to the first point', () => {
  test('is that of pairs, with the interval of the pairs', () => {
    // Differences 1, 2, 3: mean 2, S = 1, t(2, 97.5 %) = 4.302653, half width 4.302653 / sqrt(3) = 2.484138.
    const [compared] = compareRows([row], [sample([11, 22, 33])], [sample([10, 20, 30])]);
    expect(compared).toMatchObject({ ...row, difference: 2, difference_n: 3 });
    expect(compared!.difference_ci_low).toBeCloseTo(2 - 2.484138, 6);
    expect(compared!.difference_ci_high).toBeCloseTo(2 + 2.484138, 6);
    // Var(A) + Var(B) = 121 + 100, Var(D) = 1.
    expect(compared!.gain).toBeCloseTo(221, 9);
  });

  test('leaves out replications that one of the two has not', () => {
    const [compared] = compareRows([row], [sample([1, null, 9])], [sample([null, 5, 4])]);
    expect(compared).toEqual({ ...row, difference: 5, difference_n: 1 });
  });

  test.each([
    ['another statistic', { statistic: 'p95' }],
    ['another phase', { phase: 'all' }],
    ['another subject', { subject: 'other' }],
    ['another metric', { metric: 'throughput' }],
  ])('is not taken of %s', (_what, other) => {
    expect(compareRows([row], [sample([1])], [sample([2], other)])).toEqual([row]);
  });

  test('is missing where there is no first point, as for ratios to the twin', () => {
    expect(compareRows([row], [sample([1])], [])).toEqual([row]);
    const ratio = { ...row, statistic: 'of_twin_mean', unit: '%' };
    expect(compareRows([ratio], [sample([1])], [sample([2])])).toEqual([ratio]);
  });
});

test('samples are by replication, with gaps, the twin apart', () => {
  const figure = (statistic: string, value: number) => ({ ...named, statistic, unit: 'ms', value });
  const samples = samplesOf([
    { run: [figure('mean', 1), figure('max', 7)], twin: [figure('mean', 2)] },
    { run: [figure('mean', 3)], twin: [figure('mean', 4), figure('max', 5)] },
  ]);
  expect(samples.map(({ statistic, values }) => [statistic, values])).toEqual([
    ['mean', [1, 3]],
    ['max', [7, null]],
    ['twin_mean', [2, 4]],
    ['twin_max', [null, 5]],
  ]);
});
