import { Histogram } from '../statistics/histogram.ts';
import { RESIDENCE } from '../storage/residence.ts';
import { type Figure, QUANTILES } from './figures.ts';
import type { WorkloadFigures } from './workload-recorder.ts';

const MS = 1e6;

/**
 * The figures of one workload in one phase.
 *
 * throughput, data_rate: completed I/Os that arrived in the phase, over the length of the phase.
 * response_time (and of reads, of writes): from arrival to completion.
 * residence_*: mean time of an I/O in each category; they add up to the mean response time.
 * errors: I/Os reported to the application as failed, and those that were lost with the node on which it ran.
 *
 * @param length of the phase in ns
 */
export function workloadFigures(subject: string, phase: string, figures: WorkloadFigures, length: number): Figure[] {
  const { reads, writes } = figures;
  const count = reads.count + writes.count;
  const row = (metric: string, statistic: string, unit: string, value: number): Figure => ({
    subject,
    metric,
    phase,
    statistic,
    unit,
    value,
  });
  const rows = [row('completed', 'total', 'I/Os', count), row('errors', 'total', 'I/Os', figures.errors)];
  if (length > 0) {
    rows.push(row('throughput', 'mean', 'IOPS', (count / length) * 1e9), row('data_rate', 'mean', 'MB/s', (figures.bytes / length) * 1e3));
  }
  if (count === 0) return rows;
  const all = new Histogram();
  all.merge(reads);
  all.merge(writes);
  const responseRows = (metric: string, histogram: Histogram): Figure[] => {
    if (histogram.count === 0) return [];
    const quantiles = QUANTILES.map(([statistic, p]) => ({
      ...row(metric, statistic, 'ms', histogram.quantile(p) / MS),
      quantile: { of: histogram, p },
    }));
    return [row(metric, 'mean', 'ms', histogram.mean / MS), ...quantiles, row(metric, 'max', 'ms', histogram.max / MS)];
  };
  rows.push(
    ...responseRows('response_time', all),
    ...responseRows('read_response_time', reads),
    ...responseRows('write_response_time', writes),
  );
  const residence = figures.residence();
  const parts = RESIDENCE.map((name, category) => ({
    ...row(`residence_${name.replaceAll(' ', '_')}`, 'mean', 'ms', residence[category]! / count / MS),
    sparse: true as const,
  }));
  return [...rows, ...parts];
}
