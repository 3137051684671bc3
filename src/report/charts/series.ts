import type { TimelineRow } from '../../metrics/results.ts';
import { short } from './chart.ts';

/** More points than this cannot be told apart in a line as wide as a chart. */
const POINTS = 500;

/** How several samples become one: a level or rate averages, of percentiles the worst is kept (a mean of percentiles is none). */
export type Merge = 'mean' | 'worst' | 'last';

export interface Point {
  readonly time_s: number;
  readonly value: number;
}

export interface Thinning {
  /** Samples of the same times that the mean is weighted with, such as the throughput of a mean response time. */
  readonly weights?: readonly TimelineRow[];
  /** How many points at most. */
  readonly points?: number;
}

/**
 * The samples of one metric of one subject, thinned to what can be seen.
 */
export function series(samples: readonly TimelineRow[], merge: Merge, { weights, points: most = POINTS }: Thinning = {}): Point[] {
  const size = Math.ceil(samples.length / most);
  if (size <= 1) return samples.map(({ time_s, value }) => ({ time_s, value: short(value) }));
  const weightAt = new Map(weights?.map((row) => [row.time_s, row.value]));
  const points: Point[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const bucket = samples.slice(start, start + size);
    points.push({ time_s: bucket.at(-1)!.time_s, value: short(merged(bucket, merge, weightAt)) });
  }
  return points;
}

function merged(bucket: readonly TimelineRow[], merge: Merge, weightAt: ReadonlyMap<number, number>): number {
  if (merge === 'last') return bucket.at(-1)!.value;
  if (merge === 'worst') return Math.max(...bucket.map((row) => row.value));
  let sum = 0;
  let weights = 0;
  for (const { time_s, value } of bucket) {
    const weight = weightAt.get(time_s) ?? 1;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? bucket.at(-1)!.value : sum / weights;
}

/** The samples of a metric by subject, in the order in which subjects first appear. */
export function samplesBySubject(timeline: readonly TimelineRow[], metric: string): Map<string, TimelineRow[]> {
  const bySubject = new Map<string, TimelineRow[]>();
  for (const row of timeline) {
    if (row.metric !== metric) continue;
    const rows = bySubject.get(row.subject);
    if (rows) rows.push(row);
    else bySubject.set(row.subject, [row]);
  }
  return bySubject;
}
