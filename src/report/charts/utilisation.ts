import type { Material } from '../material.ts';
import { utilisationRows } from '../sections/utilisation.ts';
import { type Chart, specOf, WIDTH } from './chart.ts';
import { samplesBySubject, series } from './series.ts';
import { timeAxis } from './time-axis.ts';

const ROWS_AT_MOST = 16;
const CELLS_AT_MOST = 160;

/** A strip for each component, coloured by how busy it was; the busiest on top. */
export function utilisationChart(material: Material): Chart | null {
  const samples = samplesBySubject(material.results.timeline, 'utilisation');
  const ranked = utilisationRows(material)
    .map((row) => row.component)
    .filter((component) => samples.has(component));
  const components = (ranked.length > 0 ? ranked : [...samples.keys()]).slice(0, ROWS_AT_MOST);
  if (components.length === 0) return null;
  const axis = timeAxis(material);
  const values = components.flatMap((component) => {
    let from = axis.place(0);
    return series(samples.get(component)!, 'mean', { points: CELLS_AT_MOST }).map(({ time_s, value }) => {
      const cell = { component, from, to: axis.place(time_s), value };
      from = cell.to;
      return cell;
    });
  });
  return {
    name: 'utilisation',
    title: 'Utilisation over time',
    caption: `The ${components.length} busiest components; yellow is a component that never rests.`,
    spec: specOf({
      width: WIDTH,
      height: { step: 18 },
      data: { values },
      mark: { type: 'rect', x2Offset: 0.6 },
      encoding: {
        x: axis.x('from'),
        x2: { field: 'to' },
        y: { field: 'component', type: 'nominal', sort: components, title: null, axis: { grid: false, ticks: false, labelLimit: 220 } },
        color: {
          field: 'value',
          type: 'quantitative',
          scale: { scheme: 'viridis', domain: [0, 100] },
          legend: { title: 'utilisation (%)', gradientLength: 220, titleFontWeight: 'normal', titleFontSize: 11 },
        },
      },
    }),
  };
}
