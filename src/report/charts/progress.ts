import type { TimelineRow } from '../../metrics/results.ts';
import type { Material } from '../material.ts';
import { type Chart, short, specOf, WIDTH } from './chart.ts';
import { copyWork } from './copy-work.ts';
import { phaseLayers } from './phase-layers.ts';
import { type Point, samplesBySubject, series } from './series.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';

const LINES_AT_MOST = 7;

/** How far the copies have come and how fast they go, while there is something to copy. */
export function progressChart(material: Material): Chart | null {
  const axis = timeAxis(material);
  const positions = samplesBySubject(material.results.timeline, 'percent_copied');
  const volumes = samplesBySubject(material.results.timeline, 'copied_bytes');
  const panels = [
    ...panel(material, axis, 'fence: copied (%)', positions, (samples) => series(samples, 'last')),
    ...panel(material, axis, 'copy rate (MB/s)', volumes, (samples) => series(rates(samples), 'mean')),
  ];
  if (panels.length === 0) return null;
  return {
    name: 'progress',
    title: 'Progress of the copies',
    caption: 'Where the copy fence is, and how fast it moves: it slows down when the copy competes with hosts, and stands when it waits.',
    spec: specOf({ vconcat: panels }),
  };
}

function panel(
  material: Material,
  axis: TimeAxis,
  title: string,
  samples: ReadonlyMap<string, readonly TimelineRow[]>,
  pointsOf: (samples: readonly TimelineRow[]) => Point[],
): object[] {
  const spans = copyWork(material);
  const copies = [...samples.keys()].slice(0, LINES_AT_MOST);
  const values = copies.flatMap((copy) =>
    pointsOf(samples.get(copy)!).flatMap(({ time_s, value }) => {
      const stretch = spans.findIndex((span) => time_s > span.from_s && time_s <= span.to_s);
      return stretch < 0 ? [] : [{ time: axis.place(time_s), value, copy, stretch }];
    }),
  );
  if (values.length === 0) return [];
  const lines = {
    data: { values },
    mark: { type: 'line', strokeWidth: 2 },
    encoding: {
      x: axis.x('time'),
      y: { field: 'value', type: 'quantitative', title, axis: { tickCount: 5, minExtent: 48 } },
      color: { field: 'copy', type: 'nominal', sort: copies },
      detail: { field: 'stretch', type: 'nominal' },
    },
  };
  return [{ width: WIDTH, height: 150, layer: [...phaseLayers(material, axis), lines] }];
}

/** MB/s over the stretch that ends with each sample. */
function rates(samples: readonly TimelineRow[]): TimelineRow[] {
  let [time, bytes] = [0, 0];
  return samples.map((row) => {
    const value = row.time_s > time ? short((row.value - bytes) / (row.time_s - time) / 1e6) : 0;
    [time, bytes] = [row.time_s, row.value];
    return { ...row, value };
  });
}
