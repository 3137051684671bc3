import type { Scenario } from '../../../scenario/scenario.ts';
import { blocks, type Dice, list, ms, percent } from '../dice.ts';
import type { Words } from '../draft.ts';
import { drawHardware } from '../hardware.ts';
import { drawLoad } from '../load.ts';
import type { Plan } from '../plan.ts';
import { drawPool } from './described.ts';

/** A copy goes on, whichever node is lost, if some node may have copy threads. */
export function shadowSetMoves(state: string, { hosts, timeline }: Scenario): boolean {
  const repaired = Object.values(timeline).every(({ verb, for: lasts }) => verb !== 'fail' || lasts !== null);
  const copies = Object.values(hosts).every(({ values }) => values.shadow_max_copy !== 0);
  return (state === 'Copying' || state === 'CopyPending') && repaired && copies;
}

/** Draws shadow sets: members added early and taken out again, while hosts write where the copy is; sets may take disks from each other. */
export function drawShadowSets(plan: Plan): void {
  const { dice } = plan;
  drawHardware(plan, { openvms: true, cached: false, arrays: 1 });
  const disks: string[] = [];
  for (let count = dice.pick([1, 1, 1, 2, 3]); count > 0; count--) disks.push(...drawSet(plan, disks));
}

/** @param others disks of the sets before. @returns its own */
function drawSet(plan: Plan, others: readonly string[]): string[] {
  const { dice } = plan;
  const size = dice.chance(0.1) ? dice.scaled(20_000, 80_000) : dice.scaled(400, 12_000);
  // The members of an assisted copy are on line to one controller.
  const pool = dice.chance(0.3) ? drawPool(plan) : null;
  const newDisk = (of: number): string => plan.add('volumes', 'dga', { size: blocks(of), pool: pool ?? drawPool(plan) });
  const full = Array.from({ length: dice.pick([1, 1, 2, 2, 3]) }, () => newDisk(size));
  const spare = Array.from({ length: dice.between(1, 2) }, () => newDisk(dice.chance(0.8) ? size : size + dice.between(1, 500)));
  const name = plan.add('copies', 'dsa', { kind: 'shadow-set', members: list(full), ...drawParameters(dice) });
  drawLoad(plan, name, size);
  const foreign = others.length > 0 && dice.chance(0.4) ? dice.some(others, dice.between(1, 2)) : [];
  drawVerbs(plan, name, [...full, ...foreign], spare);
  return [...full, ...spare];
}

function drawParameters(dice: Dice): Words {
  return {
    ...(dice.chance(0.08) ? { begins: 'Dismounted' } : {}),
    copy_range: blocks(dice.chance(0.3) ? 127 : dice.scaled(8, 127)),
    depth: String(dice.pick([1, 1, 1, 2, 4])),
    fence_notify_interval: ms(dice.scaled(10, 5000)),
    fence_notify_ranges: String(dice.scaled(1, 100)),
    ...(dice.chance(0.2) ? { priority: String(dice.pick([1, 100, 10_000])) } : {}),
    ...(dice.chance(0.2) ? { copy_assist: 'disabled' } : {}),
    similar: percent(dice.pick([0, 0, 50, 95, 100])),
    dissimilar_placement: dice.pick(['uniform', 'clustered']),
    ...(dice.chance(0.3) ? { remote_read_cost: '2', served_read_cost: '2' } : {}),
    // A take-over without delay meets what other nodes have under way.
    cluster_reconfiguration: ms(dice.chance(0.4) ? 0 : dice.between(0, 2000)),
    vu_timeout: ms(dice.scaled(1000, 30_000)),
  };
}

/** A spare disk is mounted soon; then anything, mostly what is allowed. */
function drawVerbs(plan: Plan, name: string, full: readonly string[], spare: readonly string[]): void {
  const { dice, horizon } = plan;
  const disks = [...full, ...spare];
  plan.command(dice.between(1, 1000), 'mount', name, mountOptions(dice, dice.some(spare, dice.between(1, 2))));
  for (let count = dice.pick([0, 1, 2, 4, 7]); count > 0; count--) {
    const at = dice.between(1, horizon);
    switch (dice.between(0, 6)) {
      case 0:
      case 1:
        plan.command(at, 'mount', name, mountOptions(dice, dice.some(disks, dice.between(1, 2))));
        break;
      case 2:
        plan.command(at, 'mount', name);
        break;
      case 3:
        plan.command(at, 'dismount', name, { member: list(dice.some(disks, dice.between(1, 2))) });
        break;
      case 4:
        plan.command(at, 'dismount', name);
        plan.command(at + dice.scaled(1, 2000), 'mount', name);
        break;
      default:
        plan.command(at, 'set_shadow', name, settings(dice, disks));
    }
  }
}

function mountOptions(dice: Dice, member: readonly string[]): Words {
  return { member: list(member), ...(dice.chance(0.3) ? { similar: percent(dice.between(0, 100)) } : {}) };
}

function settings(dice: Dice, disks: readonly string[]): Words {
  switch (dice.between(0, 2)) {
    case 0:
      return { priority: String(dice.between(1, 10_000)) };
    case 1:
      return { copy_source: dice.pick(disks) };
    default:
      return { copy_assist: dice.pick(['automatic', 'disabled']) };
  }
}
