import { IoPool } from '../../../../kernel/io-pool.ts';
import { Kernel } from '../../../../kernel/kernel.ts';
import { RandomStreams } from '../../../../kernel/random.ts';
import type { FenceObserver, MediaObserver } from '../../../../storage/observer.ts';
import { RESIDENCE } from '../../../../storage/residence.ts';
import type { Volume } from '../../../../storage/volume.ts';
import { Alarms } from '../../../alarms.ts';
import type { Cluster, ClusterNode, MemberDisk } from '../../../surroundings.ts';
import { type DiskOptions, SimpleDisk } from './simple-disk.ts';
import { SimpleAssistPath, SimplePath } from './simple-paths.ts';

/** System parameters of a node; times in ns. */
export interface NodeOptions {
  readonly version?: string;
  readonly shadow_max_copy?: number;
  readonly shadow_rec_dly?: number;
  readonly shadow_psm_rdly?: number;
  readonly shadow_mbr_tmo?: number;
}

export interface ClusterOptions {
  readonly nodes?: { readonly [name: string]: NodeOptions };
  readonly disks: { readonly [name: string]: DiskOptions };
  /** In ns. */
  readonly messageLatency?: number;
  readonly commandTime?: number;
  readonly twin?: boolean;
  readonly seed?: string;
}

/** A line of events.csv. */
export interface Line {
  readonly at: number;
  readonly subject: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
}

const SECOND = 1e9;

export class SimpleNode implements ClusterNode {
  readonly name: string;
  readonly index: number;
  up = true;
  readonly version: string;
  readonly shadow_max_copy: number;
  readonly shadow_rec_dly: number;
  readonly shadow_psm_rdly: number;
  readonly shadow_mbr_tmo: number;
  readonly #paths = new Map<MemberDisk, SimplePath>();
  readonly #assistPaths = new Map<string, SimpleAssistPath>();
  readonly #servedDisks = new Set<MemberDisk>();
  readonly #commandTime: () => number;

  constructor(name: string, index: number, options: NodeOptions, disks: readonly SimpleDisk[], commandTime: () => number) {
    this.name = name;
    this.index = index;
    this.version = options.version ?? '8.4';
    this.shadow_max_copy = options.shadow_max_copy ?? 4;
    this.shadow_rec_dly = options.shadow_rec_dly ?? 20 * SECOND;
    this.shadow_psm_rdly = options.shadow_psm_rdly ?? 30 * SECOND;
    this.shadow_mbr_tmo = options.shadow_mbr_tmo ?? 120 * SECOND;
    for (const disk of disks) this.#paths.set(disk, new SimplePath(this, disk));
    this.#commandTime = commandTime;
  }

  path(disk: MemberDisk): SimplePath {
    return this.#paths.get(disk)!;
  }

  assistPath(source: MemberDisk, target: MemberDisk): Volume {
    const key = `${source.name} ${target.name}`;
    const known =
      this.#assistPaths.get(key) ?? new SimpleAssistPath(this.path(source), source as SimpleDisk, target as SimpleDisk, this.#commandTime);
    this.#assistPaths.set(key, known);
    return known;
  }

  /** Another node serves the disk to this one. */
  serve(disk: MemberDisk): void {
    this.#servedDisks.add(disk);
  }

  served(disk: MemberDisk): boolean {
    return this.#servedDisks.has(disk);
  }

  remote(_disk: MemberDisk): boolean {
    return false;
  }

  reaches(disk: MemberDisk): boolean {
    return this.path(disk).usable;
  }
}

/** The smallest cluster that shadowing can be installed into: fixed times, everything in reach of the test. */
export class SimpleCluster implements Cluster {
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, RESIDENCE.length);
  readonly streams: RandomStreams;
  readonly twin: boolean;
  readonly lines: Line[] = [];
  readonly nodes: readonly SimpleNode[];
  readonly disks: readonly SimpleDisk[];
  /** Further listeners: an oracle. */
  media: MediaObserver = { mediaRead: () => {}, mediaWritten: () => {} };
  fences: FenceObserver = { fencePublished: () => {}, fenceTold: () => {}, fenceTakenOver: () => {}, fenceAcknowledged: () => {} };
  listen: (line: Line) => void = () => {};
  /** How long a message takes, in ns; may be replaced. */
  messageLatency: (from: ClusterNode, to: ClusterNode) => number;
  messages = 0;
  readonly alarms = new Alarms(this.kernel, 'test');

  constructor(options: ClusterOptions) {
    this.streams = new RandomStreams(options.seed ?? '1', 1);
    this.twin = options.twin ?? false;
    this.messageLatency = () => options.messageLatency ?? 0;
    this.disks = Object.entries(options.disks).map(([name, disk]) => new SimpleDisk(this.kernel, name, disk, () => this.media));
    this.nodes = Object.entries(options.nodes ?? { a: {} }).map(
      ([name, node], index) => new SimpleNode(name, index, node, this.disks, () => options.commandTime ?? 0),
    );
  }

  readonly events = {
    record: (subject: string, event: string, from: string, to: string, cause: string): void => {
      const line = { at: this.kernel.now, subject, event, from, to, cause };
      this.lines.push(line);
      this.listen(line);
    },
  };

  disk(name: string): SimpleDisk {
    return this.disks.find((disk) => disk.name === name)!;
  }

  node(name: string): SimpleNode {
    return this.nodes.find((node) => node.name === name)!;
  }

  /** `dga` stands for dga, or for dga-1, dga-2 and so on. */
  instances(volume: string): readonly SimpleDisk[] {
    return this.disks.filter(({ name }) => name === volume || new RegExp(`^${volume}-\\d+$`).test(name));
  }

  message(from: ClusterNode, to: ClusterNode, received: () => void): void {
    this.messages++;
    this.alarms.set(this.messageLatency(from, to), () => {
      if (to.up) received();
    });
  }
}
