import type { Material } from '../material.ts';
import { type Chart, MILLISECONDS, short, specOf, WIDTH } from './chart.ts';
import { phaseLayers } from './phase-layers.ts';
import { samplesBySubject, series } from './series.ts';
import { timeAxis } from './time-axis.ts';

const PANELS_AT_MOST = 6;
const TOWERING = 40;

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
            y: verticalAxis(values.map(({ value }) => value)),
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

/** Logarithmic if a few samples tower so far above the others that these could not be read. */
function verticalAxis(values: readonly number[]): object {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const [least, median, most] = [sorted[0] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  const axis = { tickCount: 5, minExtent: 48 };
  if (most <= TOWERING * median) return { field: 'value', type: 'quantitative', title: 'response time (ms)', axis };
  const scale = { type: 'log', domain: [short(least * 0.9), short(most * 1.1)], nice: false };
  return {
    field: 'value',
    type: 'quantitative',
    title: 'response time (ms, logarithmic)',
    scale,
    axis: { ...axis, values: MILLISECONDS, format: ',~r' },
  };
}
