import { CAUSES } from '../kernel/station.ts';
import { BoxRecorder } from '../metrics/box-recorder.ts';
import type { Figure } from '../metrics/figures.ts';
import { stationFigures } from '../metrics/station-figures.ts';
import { workloadFigures } from '../metrics/workload-figures.ts';
import { WorkloadFigures } from '../metrics/workload-recorder.ts';
import { suggest } from '../parameters/nearest.ts';
import type { Limit } from '../parameters/parameter.ts';
import type { Assembly } from './assemble.ts';
import { copyFigures, markFigure } from './copy-figures.ts';
import { limitFactor } from './limit-factor.ts';

/** What a measure names: the first columns of summary.csv. */
export interface Measured {
  readonly subject: string;
  readonly metric: string;
  readonly statistic: string;
}

/** Subject -> metric -> statistic -> unit: all that summary.csv may have of a scenario. */
export type Measurable = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;

/** All names that the figures of a run may have, before it has run. */
export function measurable({ workloads, copies, copyMarks, hardware }: Assembly): Measurable {
  const all = new Map<string, Map<string, Map<string, string>>>();
  const add = ({ subject, metric, statistic, unit }: Measured & { readonly unit: string }): void => {
    const metrics = all.get(subject) ?? new Map<string, Map<string, string>>();
    all.set(subject, metrics.set(metric, (metrics.get(metric) ?? new Map<string, string>()).set(statistic, unit)));
  };
  for (const subject of workloads.recorders.keys()) for (const figure of ofWorkload(subject)) add(figure);
  for (const figure of copyFigures(copies, copyMarks)) add(figure);
  for (const subject of copies.names) {
    const { states, gauges } = copies.model(subject);
    for (const mark of ['done', ...states.map(({ name }) => name)]) add(markFigure(subject, mark, 0));
    if (gauges.some(({ name }) => name === 'copied_bytes')) add({ subject, metric: 'copy_rate', statistic: 'mean', unit: 'MB/s' });
  }
  const idle = { busy: new Float64Array(CAUSES), population: 0, visits: 0 };
  for (const { name, servers } of hardware.meters()) for (const figure of stationFigures(name, '', servers, idle, 1)) add(figure);
  for (const box of hardware.boxes) {
    for (const figure of new BoxRecorder(box, 1).figures(0, '', 1)) add(figure);
    add({ subject: box.name, metric: 'cache_read_hit', statistic: 'mean', unit: '%' });
  }
  return all;
}

/** Every figure of a workload that has read and written. */
function ofWorkload(subject: string): Figure[] {
  const figures = new WorkloadFigures();
  figures.reads.record(1);
  figures.writes.record(1);
  return [...workloadFigures(subject, '', figures, 1), markFigure(subject, 'end', 0)];
}

/** What is wrong with a measure, with the nearest name that is right; null if there may be such a number. */
export function wrongMeasure({ subject, metric, statistic }: Measured, known: Measurable): string | null {
  const metrics = known.get(subject);
  if (metrics === undefined) return `nothing is measured of \`${subject}\`: ${suggest(subject, known.keys())}`;
  const statistics = metrics.get(metric);
  if (statistics === undefined) return `${subject} has no \`${metric}\`: ${suggest(metric, metrics.keys())}`;
  return statistics.has(statistic) ? null : `${metric} of ${subject} has no \`${statistic}\`: ${suggest(statistic, statistics.keys())}`;
}

/** What is wrong with the unit of a limit; null if the measure can be held against it, or is not known. */
export function wrongLimit({ subject, metric, statistic }: Measured, limit: Limit, known: Measurable): string | null {
  const unit = known.get(subject)?.get(metric)?.get(statistic);
  if (unit === undefined || 'ofTwin' in limit || limitFactor(limit.type, unit) !== undefined) return null;
  const measured = unit === '' ? 'is a bare number' : `is measured in ${unit}`;
  return `${subject}.${metric}.${statistic} ${measured}, and a ${limit.type} is no limit for it`;
}
