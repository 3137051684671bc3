import { drivesOf, parseRaid } from '../../devices/box/raid.ts';
import { ms, percent } from './dice.ts';
import type { Words } from './draft.ts';
import { isCached, type Plan, raidOf } from './plan.ts';

/** Faults may last so long, in ms. */
const SHORTEST = 1;
const LONGEST = 8000;

/** Draws faults of everything that has a name: none, a few, or many; alone, or upon one another. */
export function drawFaults(plan: Plan): void {
  const { dice } = plan;
  const gone = new Set<string>();
  for (let count = dice.pick([0, 1, 1, 2, 3, 5, 9]); count > 0; count--) {
    const at = instant(plan);
    plan.moments.push(at);
    const subject = drawSubject(plan);
    const slow = dice.chance(0.2);
    const forever = !slow && isGoneForGood(subject, plan, gone);
    const lasts = dice.scaled(SHORTEST, LONGEST);
    if (!forever) plan.moments.push(at + lasts);
    const what: Words = slow ? { do: `degrade ${subject}`, speed: percent(dice.scaled(2, 90)) } : { do: `fail ${subject}` };
    plan.add('timeline', 'fault', { at: `start + ${at} ms`, ...what, ...(forever ? {} : { for: ms(lasts) }) });
  }
}

/** At any time, or soon after something else has happened. */
function instant({ dice, horizon, moments }: Plan): number {
  if (moments.length === 0 || dice.chance(0.4)) return dice.between(1, horizon);
  return Math.min(horizon, dice.pick(moments) + dice.scaled(1, 4000));
}

function drawSubject(plan: Plan): string {
  const { dice } = plan;
  const kinds = [
    plan.nodes,
    plan.nodes,
    plan.names('hosts'),
    plan.names('links'),
    plan.names('arrays'),
    disks(plan),
    ranks(plan),
    ranks(plan).flatMap((rank) => drivesIn(rank, plan)),
    plan.sites,
  ];
  return dice.pick(dice.pick(kinds.filter((names) => names.length > 0)));
}

/** Now and then a disk is gone for good; of a rank one drive at most, if it can do without. @param gone ranks that miss one */
function isGoneForGood(subject: string, plan: Plan, gone: Set<string>): boolean {
  const [rank = '', drive] = subject.split('.drive-');
  const spare = drive !== undefined && !gone.has(rank) && parseRaid(raidOf(arrayOf(rank), plan)).redundant > 0;
  if (!(subject in plan.entries.volumes || spare) || !plan.dice.chance(0.15)) return false;
  gone.add(rank);
  return true;
}

/** Volumes that are drives; those of arrays with a cache lie on groups of drives. */
function disks(plan: Plan): string[] {
  return plan.names('volumes').filter((name) => !isCached(arrayOf(plan.entries.volumes[name]!['pool']!), plan));
}

/** The volumes are so small that all of a pool lie on its first rank. */
function ranks(plan: Plan): string[] {
  const pools = new Set(plan.names('volumes').map((name) => plan.entries.volumes[name]!['pool']!));
  return [...pools].filter((pool) => isCached(arrayOf(pool), plan)).map((pool) => `${pool}.1`);
}

function drivesIn(rank: string, plan: Plan): string[] {
  const drives = drivesOf(parseRaid(raidOf(arrayOf(rank), plan)));
  return Array.from({ length: drives }, (_, i) => `${rank}.drive-${i + 1}`);
}

function arrayOf(name: string): string {
  return name.split('.')[0]!;
}
