import type { SummaryRow } from '../../metrics/results.ts';
import type { Objective } from '../../scenario/scenario.ts';
import type { ChartMeasure, Study } from '../../scenario/study/study.ts';
import type { Lookup } from '../../study/lookup.ts';
import type { PointResult } from './material.ts';

/** The row of a measure: of its phase, of the whole run, or without a phase where a phase makes no sense. */
export function rowOf(measure: ChartMeasure, summary: Lookup): SummaryRow | undefined {
  const { subject, metric, statistic } = measure;
  return summary.find(subject, metric, measure.in ?? 'all', statistic) ?? summary.find(subject, metric, '', statistic);
}

/** The number of the run that decides an objective; null for marks that are no number of their own. */
export function measureOf(objective: Objective): ChartMeasure | null {
  if (!('mark' in objective)) return { ...objective.measure, in: objective.in };
  const { mark } = objective;
  if (mark.is === 'done') return { subject: mark.copy, metric: 'mark_done', statistic: 'time', in: null };
  if (mark.is === 'state') return { subject: mark.copy, metric: `mark_${mark.state}`, statistic: 'time', in: null };
  return mark.is === 'worked' ? { subject: mark.workload, metric: 'mark_end', statistic: 'time', in: null } : null;
}

/** Without objectives and without a chart asked for: how long the first copy takes, or what the first workload feels. */
export function usualMeasure({ base }: Study, points: readonly PointResult[]): ChartMeasure | null {
  const copies = Object.values(base.copies).flatMap(({ instances }) =>
    instances.map((subject) => ({ subject, metric: 'duration', statistic: 'total', in: null })),
  );
  const loads = Object.keys(base.workloads).map((subject) => ({ subject, metric: 'response_time', statistic: 'mean', in: null }));
  return [...copies, ...loads].find((measure) => points.some(({ summary }) => rowOf(measure, summary) !== undefined)) ?? null;
}

/** `trading.response_time.p95 (copying)`. */
export function measureText({ subject, metric, statistic, in: phase }: ChartMeasure): string {
  return `${subject}.${metric}.${statistic}${phase === null ? '' : ` (${phase})`}`;
}
