import type { Material } from '../material.ts';
import { type Chart, specOf, WIDTH } from './chart.ts';
import { phaseLayers } from './phase-layers.ts';
import { samplesBySubject, series } from './series.ts';
import { timeAxis } from './time-axis.ts';

const PANELS_AT_MOST = 6;

/** Mean and p95 of the response time over time, a panel for each workload. */
export function latencyChart(material: Material): Chart | null {
  const { timeline } = material.results;
  const means = samplesBySubject(timeline, 'response_time_mean');
  const p95s = samplesBySubject(timeline, 'response_time_p95');
  const throughputs = samplesBySubject(timeline, 'throughput');
  const workloads = [...means.keys()].slice(0, PANELS_AT_MOST);
  if (workloads.length === 0) return null;
  const axis = timeAxis(material);
  const phases = phaseLayers(material, axis);
  const panels = workloads.map((workload) => {
    const lines = [
      { statistic: 'mean', points: series(means.get(workload)!, 'mean', { weights: throughputs.get(workload) ?? [] }) },
      { statistic: 'p95', points: series(p95s.get(workload) ?? [], 'worst') },
    ];
    const values = lines.flatMap(({ statistic, points }) =>
      points.map(({ time_s, value }) => ({ time: axis.place(time_s), value, statistic })),
    );
    return {
      title: workload,
      width: WIDTH,
      height: workloads.length === 1 ? 220 : 150,
      layer: [
        ...phases,
        {
          data: { values },
          mark: { type: 'line', strokeWidth: 1.5, interpolate: 'linear' },
          encoding: {
            x: axis.x('time'),
            y: { field: 'value', type: 'quantitative', title: 'response time (ms)', axis: { tickCount: 5, minExtent: 48 } },
            color: { field: 'statistic', type: 'nominal', scale: { domain: ['mean', 'p95'], range: ['#0072B2', '#E69F00'] } },
          },
        },
      ],
    };
  });
  return {
    name: 'latency',
    title: 'Response time over time',
    caption: 'Mean and 95th percentile of the I/Os that ended in each interval. Shaded: a copy has something left to copy.',
    spec: specOf({ vconcat: panels }),
  };
}
