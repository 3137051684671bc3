import { VerbRefused } from '../../copy/copy-service.ts';
import { shadowSetParameters } from '../../copy/models/shadow-set/parameters.ts';
import { Rules } from '../../copy/models/shadow-set/rules.ts';
import { VolumeShadowing } from '../../copy/models/shadow-set/volume-shadowing.ts';
import type { Io } from '../../kernel/io.ts';
import { Process } from '../../kernel/process.ts';
import type { Random } from '../../kernel/random.ts';
import type { Values } from '../../parameters/parameter.ts';
import { Residence } from '../../storage/residence.ts';
import { Oracle } from '../oracle.ts';
import { ShadowSetRules } from '../shadow-set/shadow-set-rules.ts';
import { Threads } from '../shadow-set/threads.ts';
import { RandomCluster, type RandomDisk, type RandomNode } from './random-cluster.ts';
import { RandomHosts } from './random-hosts.ts';

const MS = 1e6;
const BLOCK_BYTES = 512;
const SET_NAMES = ['dsa1', 'dsa2', 'dsa3'];

/** What may happen in a run; all else is drawn from the seed. */
export interface CampaignOptions {
  /** The decisions of the model; by default its own. */
  readonly rules?: Rules;
  readonly sets?: number;
  readonly assisted?: boolean;
  /** Clients of each node and set at most; 0: no host load. */
  readonly clients?: number;
  readonly crashes?: boolean;
  readonly failures?: boolean;
  readonly cuts?: boolean;
  /** News of the fence take longer than a take-over. */
  readonly lateNews?: boolean;
}

/** What came of a run. */
export interface Campaign {
  readonly oracle: Oracle;
  readonly lines: readonly string[];
  /** How often an event was recorded. */
  count(event: string): number;
  readonly shadowing: VolumeShadowing;
  readonly cluster: RandomCluster;
}

/** One run of shadow sets in a cluster in which all that can be is random, under the eyes of an oracle. */
export function campaign(seed: number, options: CampaignOptions = {}): Campaign {
  const lines: string[] = [];
  const counts = new Map<string, number>();
  const oracle: Oracle = new Oracle({
    get now(): number {
      return cluster.kernel.now;
    },
  });
  const record = (subject: string, event: string, from: string, to: string, cause: string): void => {
    lines.push(`${(cluster.kernel.now / MS).toFixed(3)} ms ${subject} ${event} ${from} -> ${to}: ${cause}`);
    counts.set(event, (counts.get(event) ?? 0) + 1);
    oracle.record(subject, event, from, to, cause);
  };
  const cluster: RandomCluster = new RandomCluster(seed, options.lateNews ? 300 : 100, { record });
  const random = cluster.streams.stream('campaign');
  const nodes = options.lateNews ? 3 : 2 + random.below(2);
  for (let i = 0; i < nodes; i++)
    cluster.addNode({ shadow_max_copy: 1 + random.below(2), recovery: 10 + random.below(50), servedDelay: 10 });
  const threads = new Threads(oracle.log, new Map(cluster.nodes.map((node) => [node.name, node.shadow_max_copy])));
  const shadowing = new VolumeShadowing(cluster, options.rules ?? new Rules());
  const until = (400 + random.below(600)) * MS;
  const hosts = new RandomHosts(cluster, oracle, until);
  const play = { random, cluster, oracle, shadowing, hosts, options, record, until };
  for (const name of SET_NAMES.slice(0, options.sets ?? 1)) addSet(play, threads, name);
  if (options.crashes) script(play, 'crashes', (io) => crashes(play, io));
  if (options.cuts) script(play, 'cuts', (io) => cuts(play, io));
  cluster.kernel.run(20 * until);
  oracle.end();
  return { oracle, lines, shadowing, cluster, count: (event) => counts.get(event) ?? 0 };
}

interface Play {
  readonly random: Random;
  readonly cluster: RandomCluster;
  readonly oracle: Oracle;
  readonly shadowing: VolumeShadowing;
  readonly hosts: RandomHosts;
  readonly options: CampaignOptions;
  readonly record: (subject: string, event: string, from: string, to: string, cause: string) => void;
  readonly until: number;
}

function addSet(play: Play, threads: Threads, name: string): void {
  const { random, cluster, oracle, shadowing, hosts, options } = play;
  const blocks = 200 + random.below(1800);
  const disks: RandomDisk[] = [];
  for (let i = 0; i < 4; i++) {
    const disk = cluster.addDisk(`${name}-${'abcd'[i]}`, blocks, -100 - i, options.assisted ?? false, oracle);
    oracle.addDisk(disk);
    disks.push(disk);
  }
  const members = disks.slice(0, 1 + random.below(2)).map((disk) => disk.name);
  const values = settings(random, members, options.lateNews ? 1 : 40);
  const rules = new ShadowSetRules(oracle, threads, name, members, values.depth);
  shadowing.add(name, values, [{ name, volumes: members }]);
  for (const node of cluster.nodes) {
    const volume = shadowing.presents(name, node.name)[0]!;
    rules.presented(volume.blocks);
    const clients = random.below((options.clients ?? 4) + 1);
    for (let i = 0; i < clients; i++) hosts.addClient(node, volume, (1 + random.below(20)) * MS, random.double(), 1 + random.below(100));
  }
  script(play, `script of ${name}`, (io) => operator(play, name, disks, members.length, io));
}

function settings(random: Random, members: readonly string[], reconfiguration: number): Values<typeof shadowSetParameters> {
  const defaults = Object.entries(shadowSetParameters).map(([name, parameter]) => [
    name,
    'default' in parameter ? parameter.default : undefined,
  ]);
  return {
    ...(Object.fromEntries(defaults) as Values<typeof shadowSetParameters>),
    members,
    copy_range: (8 + random.below(120)) * BLOCK_BYTES,
    depth: random.below(3) === 0 ? 2 + random.below(3) : 1,
    similar: random.below(2),
    fence_notify_ranges: 1 + random.below(8),
    fence_notify_interval: (1 + random.below(100)) * MS,
    cluster_reconfiguration: random.below(reconfiguration) * MS,
    vu_timeout: 200 * MS,
  };
}

/** The operator of a set mounts and dismounts members, and disks fail. */
function* operator(play: Play, name: string, disks: readonly RandomDisk[], full: number, io: Io): Generator<void, void> {
  const { random, until, shadowing, options, cluster, record } = play;
  const spare = disks.slice(full);
  const perform = (verb: string, member: readonly RandomDisk[]): void => {
    record(name, verb, '', '', member.map((disk) => disk.name).join(' '));
    try {
      shadowing.perform(name, verb, { member: member.map((disk) => disk.name) });
    } catch (error) {
      if (!(error instanceof VerbRefused)) throw error;
    }
  };
  io.sleep(random.below(20 * MS), Residence.other, 0);
  yield;
  perform('mount', spare.slice(0, 1 + random.below(2)));
  while (options.failures && cluster.kernel.now < until) {
    io.sleep(random.below(200 * MS), Residence.other, 0);
    yield;
    const disk = disks[random.below(disks.length)]!;
    const choice = random.below(4);
    if (choice === 0) perform('mount', [disk]);
    else if (choice === 1) perform('dismount', [disk]);
    else if (choice === 3 || shadowing.gauge(name, 'full_members') > 1 || random.below(4) === 0) {
      disk.failed = choice === 2;
      record(disk.name, disk.failed ? 'fail' : 'repair', '', '', 'script');
      shadowing.changed(disk.name);
    }
  }
}

/** Nodes crash and boot; one always works. */
function* crashes(play: Play, io: Io): Generator<void, void> {
  const { random, until, cluster } = play;
  while (cluster.kernel.now < until) {
    io.sleep(random.below(300 * MS), Residence.other, 0);
    yield;
    const node = cluster.nodes[random.below(cluster.nodes.length)]!;
    if (node.up && cluster.nodes.filter(({ up }) => up).length > 1) switchNode(play, node, false);
    else if (!node.up) switchNode(play, node, true);
  }
}

/** Nodes lose their ways to disks for a while, shorter or longer than SHADOW_MBR_TMO. */
function* cuts({ random, until, cluster, record, shadowing }: Play, io: Io): Generator<void, void> {
  while (cluster.kernel.now < until) {
    const node = cluster.nodes[random.below(cluster.nodes.length)]!;
    const disk = cluster.disks[random.below(cluster.disks.length)]!;
    for (const works of [false, true]) {
      io.sleep(random.below(60 * MS), Residence.other, 0);
      yield;
      node.path(disk).works = works;
      record(`${node.name} to ${disk.name}`, works ? 'repair' : 'fail', '', '', 'script');
      shadowing.changed(node.name);
    }
  }
}

function switchNode({ record, hosts, shadowing }: Play, node: RandomNode, up: boolean): void {
  node.up = up;
  record(node.name, up ? 'repair' : 'fail', up ? 'down' : 'up', up ? 'up' : 'down', 'script');
  if (up) hosts.booted(node);
  else hosts.crashed(node);
  shadowing.changed(node.name);
}

function script({ cluster }: Play, name: string, body: (io: Io) => Generator<void, void>): void {
  new Process(cluster.ios, name, body);
}
