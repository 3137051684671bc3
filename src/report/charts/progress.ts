import type { Material } from '../material.ts';
import { type Chart, specOf, WIDTH } from './chart.ts';
import { phaseLayers } from './phase-layers.ts';
import { samplesBySubject, series } from './series.ts';
import { timeAxis } from './time-axis.ts';

const LINES_AT_MOST = 7;
/** What models call their progress, the most telling first. */
const GAUGES = [
  { metric: 'percent_copied', title: 'copied (%)' },
  { metric: 'fence', title: 'copy fence (blocks)' },
] as const;

/** How far the copies have come. */
export function progressChart(material: Material): Chart | null {
  const axis = timeAxis(material);
  const phases = phaseLayers(material, axis);
  const panels = GAUGES.flatMap(({ metric, title }) => {
    const samples = samplesBySubject(material.results.timeline, metric);
    const copies = [...samples.keys()].slice(0, LINES_AT_MOST);
    if (copies.length === 0) return [];
    const values = copies.flatMap((copy) =>
      series(samples.get(copy)!, 'last').map(({ time_s, value }) => ({ time: axis.place(time_s), value, copy })),
    );
    return [
      {
        width: WIDTH,
        height: 150,
        layer: [
          ...phases,
          {
            data: { values },
            mark: { type: 'line', strokeWidth: 2 },
            encoding: {
              x: axis.x('time'),
              y: { field: 'value', type: 'quantitative', title, axis: { tickCount: 5, minExtent: 48, format: '~s' } },
              color: { field: 'copy', type: 'nominal', sort: copies },
            },
          },
        ],
      },
    ];
  });
  if (panels.length === 0) return null;
  return {
    name: 'progress',
    title: 'Progress of the copies',
    caption: 'A straight line is a steady rate; where it flattens the copy waits or competes.',
    spec: specOf({ vconcat: panels }),
  };
}
