import { shadowSetParameters } from '../../copy/models/shadow-set/parameters.ts';
import { Rules } from '../../copy/models/shadow-set/rules.ts';
import { VolumeShadowing } from '../../copy/models/shadow-set/volume-shadowing.ts';
import type { Random } from '../../kernel/random.ts';
import type { Values } from '../../parameters/parameter.ts';
import { Oracle } from '../oracle.ts';
import { ShadowSetRules } from '../shadow-set/shadow-set-rules.ts';
import { Threads } from '../shadow-set/threads.ts';
import { RandomCluster, type RandomDisk } from './random-cluster.ts';
import { RandomHosts } from './random-hosts.ts';
import { crashes, cuts, operator, type Play, script } from './troubles.ts';

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
  /** The words of the events, in the order in which they were recorded. */
  readonly events: readonly string[];
  readonly shadowing: VolumeShadowing;
  readonly cluster: RandomCluster;
}

/** One run of shadow sets in a cluster in which all that can be is random, under the eyes of an oracle. */
export function campaign(seed: number, options: CampaignOptions = {}): Campaign {
  const lines: string[] = [];
  const events: string[] = [];
  const oracle: Oracle = new Oracle({
    get now(): number {
      return cluster.kernel.now;
    },
  });
  const record = (subject: string, event: string, from: string, to: string, cause: string): void => {
    lines.push(`${(cluster.kernel.now / MS).toFixed(3)} ms ${subject} ${event} ${from} -> ${to}: ${cause}`);
    events.push(event);
    oracle.record(subject, event, from, to, cause);
  };
  const cluster: RandomCluster = new RandomCluster(seed, options.lateNews ? 300 : 100, { record }, oracle);
  const random = cluster.streams.stream('campaign');
  const nodes = options.lateNews ? 3 : 2 + random.below(2);
  for (let i = 0; i < nodes; i++)
    cluster.addNode({ shadow_max_copy: 1 + random.below(2), recovery: 10 + random.below(50), servedDelay: 10 });
  const threads = new Threads(oracle.log, new Map(cluster.nodes.map((node) => [node.name, node.shadow_max_copy])));
  const shadowing = new VolumeShadowing(cluster, options.rules ?? new Rules());
  const until = (400 + random.below(600)) * MS;
  const hosts = new RandomHosts(cluster, oracle, until);
  const play: Play = { random, cluster, shadowing, hosts, record, until };
  const under = { play, oracle, threads, options };
  for (const name of SET_NAMES.slice(0, options.sets ?? 1)) addSet(under, name);
  if (options.crashes) script(play, 'crashes', (io) => crashes(play, io));
  if (options.cuts) script(play, 'cuts', (io) => cuts(play, io));
  cluster.kernel.run(20 * until);
  oracle.end();
  return { oracle, lines, events, shadowing, cluster };
}

interface Under {
  readonly play: Play;
  readonly oracle: Oracle;
  readonly threads: Threads;
  readonly options: CampaignOptions;
}

function addSet({ play, oracle, threads, options }: Under, name: string): void {
  const { random, cluster, shadowing, hosts } = play;
  const blocks = 200 + random.below(1800);
  const disks: RandomDisk[] = [];
  for (let i = 0; i < 4; i++) {
    const [larger, assisted] = [random.below(2) * 100, random.below(4) > 0 && options.assisted === true];
    const disk = cluster.addDisk(`${name}-${'abcd'[i]}`, i < 2 ? blocks : blocks + larger, -100 - i, assisted, oracle);
    oracle.addDisk(disk);
    disks.push(disk);
  }
  const members = disks.slice(0, 1 + random.below(2)).map((disk) => disk.name);
  const values = settings(random, members, options.lateNews ? 1 : 40);
  new ShadowSetRules(oracle, threads, name, members, values.depth);
  shadowing.add(name, values, [{ name, volumes: members }]);
  for (const node of cluster.nodes) {
    const volume = shadowing.presents(name, node.name)[0]!;
    oracle.presented(name, volume.blocks);
    const clients = random.below((options.clients ?? 4) + 1);
    for (let i = 0; i < clients; i++) hosts.addClient(node, volume, (1 + random.below(20)) * MS, random.double(), 1 + random.below(100));
  }
  script(play, `script of ${name}`, (io) => operator(play, name, disks, members.length, options.failures ?? false, io));
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
    similar: random.below(5) / 4,
    fence_notify_ranges: 1 + random.below(8),
    fence_notify_interval: (1 + random.below(100)) * MS,
    cluster_reconfiguration: random.below(reconfiguration) * MS,
    vu_timeout: 200 * MS,
  };
}
