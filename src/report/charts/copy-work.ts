import { models } from '../../copy/models/index.ts';
import type { Material } from '../material.ts';

/** In seconds from the start. */
export interface Span {
  readonly from_s: number;
  readonly to_s: number;
}

/** When any copy of the scenario had something left to copy, from its changes of state. */
export function copyWork({ scenario, results }: Material): Span[] {
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
