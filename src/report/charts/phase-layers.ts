import type { Material } from '../material.ts';
import { copyWork } from './copy-work.ts';
import type { TimeAxis } from './time-axis.ts';

/** Stretches shorter than this part of the run have no room for a label. */
const LABEL_SHARE = 0.06;
const STRETCHES_AT_MOST = 40;

/** Layers to be drawn under a chart over time: the phases, and shaded when a copy was at work. */
export function phaseLayers(material: Material, axis: TimeAxis): object[] {
  const stretches = material.results.phases.filter(({ phase }) => phase in material.scenario.phases).slice(0, STRETCHES_AT_MOST);
  const work = copyWork(material).map((span) => ({ from: axis.place(span.from_s), to: axis.place(span.to_s) }));
  const values = stretches.map((stretch) => ({
    from: axis.place(stretch.from_s),
    to: axis.place(stretch.to_s),
    label: stretch.to_s - stretch.from_s >= LABEL_SHARE * axis.end ? stretch.phase : '',
  }));
  return [
    {
      data: { values: work },
      mark: { type: 'rect', color: '#56B4E9', opacity: 0.13 },
      encoding: { x: axis.x('from'), x2: { field: 'to' } },
    },
    {
      data: { values },
      mark: { type: 'rule', color: '#b0b0b0', strokeDash: [2, 2] },
      encoding: { x: axis.x('from') },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'left', baseline: 'bottom', dx: 2, dy: -3, fontSize: 10, color: '#666' },
      encoding: { x: axis.x('from'), y: { value: 0 }, text: { field: 'label' } },
    },
  ];
}
