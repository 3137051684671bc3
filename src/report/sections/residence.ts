import { RESIDENCE } from '../../storage/residence.ts';
import { type Material, phasesOf, subjectsWith } from '../material.ts';

const PREFIX = 'residence_';
const REST = 'rest';

/** Where the time of an average I/O went, in ms; the parts add up to the response time. */
export interface ResidenceRow {
  readonly workload: string;
  readonly phase: string;
  readonly responseTime: number;
  /** In the order of the I/O's path; parts of nothing are left out. */
  readonly parts: readonly ResidencePart[];
}

interface ResidencePart {
  readonly category: string;
  readonly value: number;
}

/** @param statistic `mean` of the run or `twin_mean` */
export function residenceRows({ summary }: Material, statistic: 'mean' | 'twin_mean' = 'mean'): ResidenceRow[] {
  const metrics = [...new Set(summary.rows.filter((row) => row.metric.startsWith(PREFIX)).map((row) => row.metric))];
  return subjectsWith(summary, 'response_time').flatMap((workload) =>
    phasesOf(summary, workload, 'response_time').flatMap((phase) => {
      const responseTime = summary.find(workload, 'response_time', phase, statistic)?.value;
      if (responseTime === undefined) return [];
      const parts = metrics.flatMap((metric) => {
        const value = summary.find(workload, metric, phase, statistic)?.value ?? 0;
        return value > 0 ? [{ category: metric.slice(PREFIX.length).replaceAll('_', ' '), value }] : [];
      });
      return parts.length === 0 ? [] : [{ workload, phase, responseTime, parts }];
    }),
  );
}

/** The largest categories of several rows in the order of the I/O's path; the last is `rest` if there are more than `count`. */
export function shownCategories(rows: readonly ResidenceRow[], count: number): string[] {
  const most = new Map<string, number>();
  for (const { parts } of rows) for (const { category, value } of parts) most.set(category, Math.max(value, most.get(category) ?? 0));
  const categories = RESIDENCE.filter((category) => most.has(category)) as string[];
  if (categories.length <= count) return categories;
  const kept = new Set([...categories].sort((a, b) => most.get(b)! - most.get(a)!).slice(0, count - 1));
  return [...categories.filter((category) => kept.has(category)), REST];
}

/** The parts of a row by shown category; whatever is not shown goes to `rest`. */
export function valuesBy(row: ResidenceRow, categories: readonly string[]): number[] {
  const sums = new Map<string, number>();
  for (const { category, value } of row.parts) {
    const shown = categories.includes(category) ? category : REST;
    sums.set(shown, (sums.get(shown) ?? 0) + value);
  }
  return categories.map((category) => sums.get(category) ?? 0);
}

/** Rounds parts so that what is printed adds up to the printed total: the largest remainders are rounded up. */
export function roundedToSum(values: readonly number[], total: number, decimals: number): number[] {
  const scale = [1, 10, 100, 1000, 10_000][decimals]!;
  const floors = values.map((value) => Math.floor(value * scale + 1e-9));
  let missing = Math.round(total * scale) - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value * scale - floors[index]! }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    floors[index]!++;
    missing--;
  }
  return floors.map((value) => value / scale);
}
