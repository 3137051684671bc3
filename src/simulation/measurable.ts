import { CAUSES } from '../kernel/station.ts';
import { BoxRecorder } from '../metrics/box-recorder.ts';
import type { Figure } from '../metrics/figures.ts';
import { stationFigures } from '../metrics/station-figures.ts';
import { workloadFigures } from '../metrics/workload-figures.ts';
import { WorkloadFigures } from '../metrics/workload-recorder.ts';
import { suggest } from '../parameters/nearest.ts';
import type { Assembly } from './assemble.ts';
import { copyFigures, markFigure } from './copy-figures.ts';

/** What a measure names: the first columns of summary.csv. */
export interface Measured {
  readonly subject: string;
  readonly metric: string;
  readonly statistic: string;
}

/** Subject -> metric -> statistics: all that summary.csv may have of a scenario. */
export type Measurable = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** All names that the figures of a run may have, before it has run. */
export function measurable({ workloads, copies, copyMarks, hardware }: Assembly): Measurable {
  const all = new Map<string, Map<string, Set<string>>>();
  const add = ({ subject, metric, statistic }: Measured): void => {
    const metrics = all.get(subject) ?? new Map<string, Set<string>>();
    all.set(subject, metrics.set(metric, (metrics.get(metric) ?? new Set()).add(statistic)));
  };
  for (const subject of workloads.recorders.keys()) for (const figure of ofWorkload(subject)) add(figure);
  for (const figure of copyFigures(copies, copyMarks)) add(figure);
  for (const subject of copies.names) {
    const { states, gauges } = copies.model(subject);
    for (const mark of ['done', ...states.map(({ name }) => name)]) add(markFigure(subject, mark, 0));
    if (gauges.some(({ name }) => name === 'copied_bytes')) add({ subject, metric: 'copy_rate', statistic: 'mean' });
  }
  const idle = { busy: new Float64Array(CAUSES), population: 0, visits: 0 };
  for (const { name, servers } of hardware.meters()) for (const figure of stationFigures(name, '', servers, idle, 1)) add(figure);
  for (const box of hardware.boxes) {
    for (const figure of new BoxRecorder(box, 1).figures(0, '', 1)) add(figure);
    add({ subject: box.name, metric: 'cache_read_hit', statistic: 'mean' });
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
  return statistics.has(statistic) ? null : `${metric} of ${subject} has no \`${statistic}\`: ${suggest(statistic, statistics)}`;
}
