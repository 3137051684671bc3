import { blocks, type Dice, list, ms } from './dice.ts';
import type { Words } from './draft.ts';
import type { Plan } from './plan.ts';

const DRIVES = ['rz26', 'rz28b', 'cheetah-9lp', 'atlas-10k', 'fc-15k-146gb'];
const HOSTS = ['anna', 'bert', 'carl'];
const SITES = ['east', 'west'];
const MIB = 1024 * 1024;

/** What is drawn: hosts with the drives of a cluster, or with boxes. */
export interface HardwareWish {
  readonly openvms: boolean;
  /** Arrays have a cache. */
  readonly cached: boolean;
  /** Arrays at least. */
  readonly arrays: number;
}

/** Draws hosts, arrays and links: all together on an interconnect, at sites, or disks in hosts that serve them. */
export function drawHardware(plan: Plan, wish: HardwareWish): void {
  const { dice } = plan;
  const ways = [together, together, atSites, ...(wish.cached ? [apart] : [served])];
  dice.pick(ways)(plan, wish);
}

/** Hosts and arrays are on one or two interconnects. */
function together(plan: Plan, wish: HardwareWish): void {
  const hosts = drawHosts(plan, wish, () => ({}));
  const arrays = drawArrays(plan, wish, () => ({}));
  for (let links = plan.dice.between(1, 2); links > 0; links--) drawLink(plan, [...hosts, ...arrays]);
}

/** Each array has a link of its own to the hosts, and arrays have one among themselves. */
function apart(plan: Plan, wish: HardwareWish): void {
  const hosts = drawHosts(plan, wish, () => ({}));
  const arrays = drawArrays(plan, wish, () => ({}));
  for (const array of arrays) drawLink(plan, [...hosts, array]);
  if (arrays.length > 1) drawLink(plan, arrays);
}

/** Hosts and arrays stand at two sites with one or two links between them. */
function atSites(plan: Plan, wish: HardwareWish): void {
  const { dice } = plan;
  plan.sites.push(...SITES);
  drawHosts(plan, wish, () => ({ site: dice.pick(SITES) }));
  const first = dice.between(0, 1);
  drawArrays(plan, { ...wish, arrays: Math.max(2, wish.arrays) }, (number) => ({ site: SITES[(first + number) % 2]! }));
  for (let links = dice.between(1, 2); links > 0; links--) drawLink(plan, SITES);
}

/** Every array sits in a host; others get at it through this host. */
function served(plan: Plan, wish: HardwareWish): void {
  const hosts = HOSTS.slice(0, plan.dice.between(2, 3));
  for (const name of hosts) drawHost(plan, wish, name, { served: 'all' });
  drawArrays(plan, { ...wish, arrays: 2 }, (number) => ({ attached: hosts[number % hosts.length]! }));
  drawLink(plan, hosts);
}

function drawHosts(plan: Plan, wish: HardwareWish, more: () => Words): string[] {
  const { dice } = plan;
  if (dice.chance(0.3)) {
    const nodes = dice.between(1, 3);
    drawHost(plan, wish, 'vms', { ...more(), nodes: String(nodes) });
    return ['vms'];
  }
  const names = HOSTS.slice(0, dice.pick([1, 2, 2, 3]));
  for (const name of names) drawHost(plan, wish, name, more());
  return names;
}

function drawHost(plan: Plan, { openvms }: HardwareWish, name: string, more: Words): void {
  const { dice } = plan;
  const shadowing = {
    system: 'openvms',
    version: dice.chance(0.9) ? '8.4' : dice.pick(['7.3', '5.5-1']),
    shadow_max_copy: String(dice.chance(0.05) ? 0 : dice.pick([1, 1, 2, 4])),
    shadow_rec_dly: ms(dice.chance(0.4) ? 0 : dice.between(0, 1500)),
    shadow_psm_rdly: ms(dice.between(0, 1500)),
    shadow_mbr_tmo: ms(dice.scaled(1000, 8000)),
  };
  const depth = dice.chance(0.2) ? { queue_depth: String(dice.scaled(1, 32)) } : {};
  plan.entries.hosts[name] = {
    ...more,
    ...(openvms ? shadowing : {}),
    processors: String(dice.between(1, 4)),
    cpu_per_io: `${dice.scaled(5, 500)} us`,
    ...depth,
  };
  const { nodes } = more;
  if (nodes === undefined || nodes === '1') plan.nodes.push(name);
  else for (let node = 1; node <= Number(nodes); node++) plan.nodes.push(`${name}-${node}`);
}

function drawArrays(plan: Plan, { cached, arrays: least }: HardwareWish, more: (number: number) => Words): string[] {
  const { dice } = plan;
  const assisted = !cached && dice.chance(0.4);
  const count = Math.max(least, dice.between(1, 3));
  return Array.from({ length: count }, (_, number) =>
    plan.add('arrays', cached ? 'box' : 'hsj', {
      ...more(number),
      command_time: `${dice.scaled(50, 1500)} us`,
      ports: String(dice.between(1, 4)),
      ...(assisted ? assistWords(dice) : {}),
      ...(cached ? cacheWords(dice) : {}),
      drive: dice.pick(DRIVES),
      ...poolWords(dice, cached),
    }),
  );
}

/** Slow channels make the time long between the read and the write of a copy that the controller makes by itself. */
function assistWords(dice: Dice): Words {
  return {
    copy_assist: 'dcd',
    dcd_connections: String(dice.chance(0.1) ? 0 : dice.between(1, 3)),
    port_bandwidth: `${dice.scaled(1, 64)} MB/s`,
  };
}

/** Drives that choose among their commands let I/Os overtake each other. */
function poolWords(dice: Dice, cached: boolean): Words {
  if (cached) return { pools: `{p: {raid: ${dice.pick(['none', 'raid5 2+1', 'raid5 3+1', 'raid10 1+1'])}}}` };
  if (dice.chance(0.3)) return {};
  return { pools: `{p: {discipline: ${dice.pick(['fcfs', 'sstf', 'look', 'c-look'])}, command_queue: ${dice.scaled(2, 64)}}}` };
}

function cacheWords(dice: Dice): Words {
  const cache = dice.scaled(2, 32);
  const high = dice.between(30, 90);
  return {
    cache: `${cache} MiB`,
    nvs: blocks((dice.scaled(1, Math.floor(cache / 2)) * MIB) / 512),
    strip: dice.pick(['64 KiB', '256 KiB']),
    destage_high: `${high} %`,
    destage_low: `${dice.between(0, high)} %`,
    destage_age: ms(dice.scaled(5, 5000)),
    destage_tasks: String(dice.scaled(1, 16)),
  };
}

function drawLink(plan: Plan, between: readonly string[]): void {
  const { dice } = plan;
  plan.add('links', 'link', {
    between: list(between),
    bandwidth: `${dice.scaled(2, 200)} MB/s`,
    sharing: dice.pick(['shared', 'duplex']),
    latency: `${dice.scaled(1, 8000)} us`,
    message_time: `${dice.between(0, 300)} us`,
    count: String(dice.pick([1, 1, 2])),
  });
}
