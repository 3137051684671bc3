import type { PhaseStretch } from '../../metrics/results.ts';
import type { Material } from '../material.ts';
import type { TimeAxis } from './time-axis.ts';

/** Stretches shorter than this part of the run have no room for a label. */
const LABEL_SHARE = 0.06;
const STRETCHES_AT_MOST = 40;

/** Layers to be drawn under a chart over time: the phases, those in which a copy was at work shaded. */
export function phaseLayers(material: Material, axis: TimeAxis): object[] {
  const stretches = material.results.phases.filter(({ phase }) => phase in material.scenario.phases).slice(0, STRETCHES_AT_MOST);
  const work = copyWork(material);
  const values = stretches.map((stretch) => ({
    from: axis.place(stretch.from_s),
    to: axis.place(stretch.to_s),
    label: stretch.to_s - stretch.from_s >= LABEL_SHARE * axis.end ? stretch.phase : '',
    copying: overlap(stretch, work) >= (stretch.to_s - stretch.from_s) / 2,
  }));
  if (values.length === 0) return [];
  return [
    {
      data: { values: values.filter((value) => value.copying) },
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

interface Span {
  readonly from_s: number;
  readonly to_s: number;
}

/** From the first event of each copy to its last; to the end of the run if it never was done. */
function copyWork({ scenario, results, summary }: Material): Span[] {
  const end = Math.max(0, ...results.phases.map((stretch) => stretch.to_s));
  return Object.entries(scenario.copies).flatMap(([name, { instances }]) => {
    const names = new Set([name, ...instances]);
    const first = results.events.find((event) => names.has(event.subject) && event.to !== '');
    if (!first) return [];
    const done = summary.find(name, 'mark_done', '', 'time') ?? summary.find(name, 'mark_done', 'all', 'time');
    return [{ from_s: first.time_s, to_s: Math.min(end, done?.value ?? end) }];
  });
}

function overlap(stretch: PhaseStretch, spans: readonly Span[]): number {
  return Math.max(0, ...spans.map((span) => Math.min(stretch.to_s, span.to_s) - Math.max(stretch.from_s, span.from_s)));
}
