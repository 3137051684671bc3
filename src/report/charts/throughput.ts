import type { Material } from '../material.ts';
import { type Chart, specOf, WIDTH } from './chart.ts';
import { phaseLayers } from './phase-layers.ts';
import { samplesBySubject, series } from './series.ts';
import { timeAxis } from './time-axis.ts';

/** More lines than colours could not be told apart. */
const LINES_AT_MOST = 7;

/** Throughput of the workloads over time. */
export function throughputChart(material: Material): Chart | null {
  const samples = samplesBySubject(material.results.timeline, 'throughput');
  const workloads = [...samples.keys()].slice(0, LINES_AT_MOST);
  if (workloads.length === 0) return null;
  const axis = timeAxis(material);
  const values = workloads.flatMap((workload) =>
    series(samples.get(workload)!, 'mean').map(({ time_s, value }) => ({ time: axis.place(time_s), value, workload })),
  );
  return {
    name: 'throughput',
    title: 'Throughput over time',
    caption: 'I/Os that ended per second, by workload.',
    spec: specOf({
      width: WIDTH,
      height: 180,
      layer: [
        ...phaseLayers(material, axis),
        {
          data: { values },
          mark: { type: 'line', strokeWidth: 1.5 },
          encoding: {
            x: axis.x('time'),
            y: { field: 'value', type: 'quantitative', title: 'throughput (IOPS)', axis: { tickCount: 5, minExtent: 48 } },
            color: { field: 'workload', type: 'nominal', sort: workloads },
          },
        },
      ],
    }),
  };
}
