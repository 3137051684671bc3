import { blocks, type Dice, ms, percent } from './dice.ts';
import type { Words } from './draft.ts';
import type { Plan } from './plan.ts';

/** Blocks of an I/O: 512 B to 128 KiB, odd ones among them. */
const SIZES = [1, 2, 3, 8, 16, 17, 32, 64, 127, 128, 256];

/** Draws one to three workloads on these volumes, whose smallest has so many blocks. */
export function drawLoad(plan: Plan, volumes: string, smallest: number): void {
  const { dice } = plan;
  const sizes = SIZES.filter((size) => size * 8 <= smallest);
  for (let count = dice.pick([1, 1, 2, 3]); count > 0; count--) {
    const mix = dice.some(sizes, dice.between(1, 2));
    plan.add('workloads', 'load', {
      host: dice.chance(0.8) ? dice.pick(plan.names('hosts')) : dice.pick(plan.nodes),
      volumes,
      ...shape(dice),
      read: percent(dice.pick([0, 20, 50, 70, 100])),
      size: mix.length === 1 ? blocks(mix[0]!) : `{${mix.map((size) => `${blocks(size)}: 50 %`).join(', ')}}`,
      ...place(dice, Math.ceil((800 * Math.max(...mix)) / smallest)),
      retries: String(dice.pick([0, 1, 3, 10, 30])),
      retry_delay: ms(dice.scaled(20, 1000)),
      node_loss: dice.pick(['wait', 'failover']),
      active: active(plan),
    });
  }
}

/** All workloads stop at the horizon. */
function active({ dice, horizon }: Plan): string {
  const from = dice.chance(0.7) ? 0 : dice.between(1, Math.floor(horizon / 2));
  return `{from: start + ${from} ms, to: start + ${horizon} ms}`;
}

function shape(dice: Dice): Words {
  switch (dice.between(0, 3)) {
    case 0:
      return { rate: `${dice.scaled(2, 120)} IOPS`, arrivals: dice.pick(['poisson', 'constant']) };
    case 1:
      return {
        rate: `${dice.scaled(2, 60)} IOPS`,
        arrivals: 'bursty',
        burst_time: ms(dice.scaled(20, 2000)),
        pause_time: ms(dice.scaled(20, 4000)),
      };
    case 2:
      return { clients: String(dice.between(1, 8)), think_time: ms(dice.scaled(1, 200)), think: dice.pick(['exponential', 'constant']) };
    default:
      return { streams: String(dice.between(1, 4)) };
  }
}

/** Small regions and hot spots make overlaps likely. @param least percent of the volume: room for a large I/O of each client */
function place(dice: Dice, least: number): Words {
  const region: Words = dice.chance(0.4) ? { region: percent(Math.min(100, least + dice.scaled(2, 100))) } : {};
  switch (dice.between(0, 4)) {
    case 0:
      return { access: 'sequential', ...region };
    case 1:
      return { access: 'strided', stride: blocks(dice.scaled(8, 256)), ...region };
    case 2:
      return { access: 'zipf', exponent: dice.pick(['0.5', '1', '2']), ...region, chunk: blocks(dice.scaled(16, 512)) };
    case 3:
      return { skew: `${dice.between(50, 95)} % on ${dice.between(1, 20)} %`, ...region, chunk: blocks(dice.scaled(16, 512)) };
    default:
      return region;
  }
}
