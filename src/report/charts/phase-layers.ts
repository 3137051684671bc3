import { models } from '../../copy/models/index.ts';
import type { Material } from '../material.ts';
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

interface Span {
  readonly from_s: number;
  readonly to_s: number;
}

/** When any copy of the scenario had something left to copy, from its changes of state. */
function copyWork({ scenario, results }: Material): Span[] {
  const end = Math.max(0, ...results.phases.map((stretch) => stretch.to_s));
  const copyingStates = new Map(
    Object.values(scenario.copies).flatMap(({ kind, instances }) => {
      const states = models.find((model) => model.kind === kind)?.copying ?? [];
      return instances.map((instance) => [instance, states] as const);
    }),
  );
  const copying = new Set<string>();
  const spans: Span[] = [];
  let since = 0;
  for (const { subject, to, time_s } of results.events) {
    const states = copyingStates.get(subject);
    if (!states || to === '') continue;
    const before = copying.size;
    if (states.includes(to)) copying.add(subject);
    else copying.delete(subject);
    if (before === 0 && copying.size > 0) since = time_s;
    if (before > 0 && copying.size === 0) spans.push({ from_s: since, to_s: time_s });
  }
  return copying.size > 0 ? [...spans, { from_s: since, to_s: end }] : spans;
}
