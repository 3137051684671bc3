import { blocks } from '../dice.ts';
import { drawHardware } from '../hardware.ts';
import { drawLoad } from '../load.ts';
import type { Plan } from '../plan.ts';
import { drawPool } from './described.ts';

/** Draws volumes without any copy, on drives or in arrays with a cache: hosts, wiring, cache and faults alone. */
export function drawPlain(plan: Plan): void {
  const { dice } = plan;
  drawHardware(plan, { openvms: false, cached: dice.chance(0.6), arrays: 1 });
  for (let count = dice.between(1, 3); count > 0; count--) {
    const size = dice.scaled(500, 80_000);
    drawLoad(plan, plan.add('volumes', 'vol', { size: blocks(size), pool: drawPool(plan) }), size);
  }
}
