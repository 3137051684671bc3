import type { JournalGroup } from './journal-group.ts';

/** Who waits for what, in words. */
export function explain(group: JournalGroup): string {
  const { created, arrived, restored, paths, inflow } = group;
  const states = new Map<string, number>();
  for (const { life } of group.pairs) states.set(life.state, (states.get(life.state) ?? 0) + 1);
  const pairs = [...states].map(([state, number]) => `${number} in ${state}`).join(', ');
  const waits = inflow.waiting > 0 ? `; ${inflow.waiting} host writes wait for room in the journal` : '';
  const link = paths.usable ? '' : `; ${paths.lost}`;
  return `${group.name}: pairs ${pairs}; ${created} entries created, ${arrived} arrived, ${restored} restored${waits}${link}`;
}
