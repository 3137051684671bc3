import { ms } from './dice.ts';
import type { Plan } from './plan.ts';

/** Faults may last so long, in ms. */
const SHORTEST = 1;
const LONGEST = 8000;

/** Draws faults of everything that has a name: none, a few, or many; alone, or upon one another. */
export function drawFaults(plan: Plan): void {
  const { dice } = plan;
  for (let count = dice.pick([0, 1, 1, 2, 3, 5, 9]); count > 0; count--) {
    const at = instant(plan);
    plan.moments.push(at);
    // Now and then a disk is gone for good.
    const subject = drawSubject(plan);
    const forever = subject in plan.entries.volumes && dice.chance(0.15);
    const lasts = dice.scaled(SHORTEST, LONGEST);
    if (!forever) plan.moments.push(at + lasts);
    plan.add('timeline', 'fault', { at: `start + ${at} ms`, do: `fail ${subject}`, ...(forever ? {} : { for: ms(lasts) }) });
  }
}

/** At any time, or soon after something else has happened. */
function instant({ dice, horizon, moments }: Plan): number {
  if (moments.length === 0 || dice.chance(0.4)) return dice.between(1, horizon);
  return Math.min(horizon, dice.pick(moments) + dice.scaled(1, 4000));
}

function drawSubject(plan: Plan): string {
  const { dice } = plan;
  const kinds = [plan.nodes, plan.nodes, plan.names('hosts'), plan.names('links'), plan.names('arrays'), disks(plan), plan.sites];
  return dice.pick(dice.pick(kinds.filter((names) => names.length > 0)));
}

/** Volumes that are drives; those of arrays with a cache lie on groups of drives. */
function disks({ entries }: Plan): string[] {
  return Object.keys(entries.volumes).filter((name) => {
    const [array = ''] = entries.volumes[name]!['pool']!.split('.');
    return entries.arrays[array]!['cache'] === undefined;
  });
}
