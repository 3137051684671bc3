import { VerbRefused } from '../../copy/copy-service.ts';
import type { VolumeShadowing } from '../../copy/models/shadow-set/volume-shadowing.ts';
import type { Io } from '../../kernel/io.ts';
import { Process } from '../../kernel/process.ts';
import type { Random } from '../../kernel/random.ts';
import { Residence } from '../../storage/residence.ts';
import type { RandomCluster, RandomDisk, RandomNode } from './random-cluster.ts';
import type { RandomHosts } from './random-hosts.ts';

const MS = 1e6;

/** A run under way, for those who trouble it. */
export interface Play {
  readonly random: Random;
  readonly cluster: RandomCluster;
  readonly shadowing: VolumeShadowing;
  readonly hosts: RandomHosts;
  readonly record: (subject: string, event: string, from: string, to: string, cause: string) => void;
  /** Trouble ends at this instant. */
  readonly until: number;
}

export function script({ cluster }: Play, name: string, body: (io: Io) => Generator<void, void>): void {
  new Process(cluster.ios, name, body);
}

/** The operator of a set mounts what is not in it; then members come and go, and disks fail. */
export function* operator(
  play: Play,
  name: string,
  disks: readonly RandomDisk[],
  full: number,
  trouble: boolean,
  io: Io,
): Generator<void, void> {
  const { random, until, cluster } = play;
  const spare = disks.slice(full);
  io.sleep(random.below(20 * MS), Residence.other, 0);
  yield;
  command(play, name, 'mount', { member: spare.slice(0, 1 + random.below(2)).map((disk) => disk.name) });
  while (trouble && cluster.kernel.now < until) {
    io.sleep(random.below(150 * MS), Residence.other, 0);
    yield;
    const disk = disks[random.below(disks.length)]!;
    switch (random.below(8)) {
      case 0:
      case 1:
        command(play, name, 'mount', { member: [disk.name] });
        break;
      case 2:
        command(play, name, 'dismount', { member: [disk.name] });
        break;
      case 3:
        command(
          play,
          name,
          'set_shadow',
          random.below(2) === 0 ? { copy_source: disk.name } : { copy_assist: random.below(2) === 0 ? 'disabled' : 'automatic' },
        );
        break;
      case 4:
        command(play, name, 'dismount', {});
        command(play, name, 'mount', {});
        break;
      case 5:
        if (play.shadowing.gauge(name, 'full_members') > 1 || random.below(4) === 0) switchDisk(play, disk, true);
        break;
      default:
        switchDisk(play, disk, false);
    }
  }
}

/** Nodes crash and boot; one always works. */
export function* crashes(play: Play, io: Io): Generator<void, void> {
  const { random, until, cluster } = play;
  while (cluster.kernel.now < until) {
    io.sleep(random.below(300 * MS), Residence.other, 0);
    yield;
    const node = cluster.nodes[random.below(cluster.nodes.length)]!;
    if (node.up && cluster.nodes.filter(({ up }) => up).length > 1) switchNode(play, node, false);
    else if (!node.up) switchNode(play, node, true);
  }
}

/** Nodes lose their ways to disks for a while, shorter or longer than SHADOW_MBR_TMO, and controllers refuse to copy. */
export function* cuts({ random, until, cluster, record, shadowing }: Play, io: Io): Generator<void, void> {
  while (cluster.kernel.now < until) {
    const node = cluster.nodes[random.below(cluster.nodes.length)]!;
    const disk = cluster.disks[random.below(cluster.disks.length)]!;
    const source = cluster.disks[random.below(cluster.disks.length)]!;
    const way = random.below(3) > 0 ? node.path(disk) : node.assistPath(source, disk);
    for (const works of [false, true]) {
      io.sleep(random.below(60 * MS), Residence.other, 0);
      yield;
      way.works = works;
      record(way.name, works ? 'repair' : 'fail', '', '', 'script');
      shadowing.changed(node.name);
    }
  }
}

/** What the model refuses changes nothing. */
function command({ record, shadowing }: Play, name: string, verb: string, options: { readonly [option: string]: unknown }): void {
  record(name, verb, '', '', JSON.stringify(options));
  try {
    shadowing.perform(name, verb, options);
  } catch (error) {
    if (!(error instanceof VerbRefused)) throw error;
  }
}

function switchDisk({ record, shadowing }: Play, disk: RandomDisk, failed: boolean): void {
  disk.failed = failed;
  record(disk.name, failed ? 'fail' : 'repair', '', '', 'script');
  shadowing.changed(disk.name);
}

function switchNode({ record, hosts, shadowing }: Play, node: RandomNode, up: boolean): void {
  node.up = up;
  record(node.name, up ? 'repair' : 'fail', up ? 'down' : 'up', up ? 'up' : 'down', 'script');
  if (up) hosts.booted(node);
  else hosts.crashed(node);
  shadowing.changed(node.name);
}
