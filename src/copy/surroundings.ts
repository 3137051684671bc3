import type { Box } from '../devices/box/box.ts';
import type { BoxVolume } from '../devices/box/box-volume.ts';
import type { Hop } from '../devices/path/hop.ts';
import type { IoPool } from '../kernel/io-pool.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { RandomStreams } from '../kernel/random.ts';
import type { Contents } from '../storage/contents.ts';
import type { BitmapObserver, EventSink, FenceObserver, JournalObserver } from '../storage/observer.ts';
import type { Volume } from '../storage/volume.ts';

/** What every copy service is given, wherever it is installed. */
export interface Surroundings {
  readonly kernel: Kernel;
  readonly ios: IoPool;
  readonly streams: RandomStreams;
  readonly events: EventSink;
  /** The twin: every verb succeeds at once, moves no data and delays no I/O. */
  readonly twin: boolean;
}

/** The boxes into which array-based copies are installed: arrays with a cache. */
export interface Boxes extends Surroundings {
  readonly boxes: readonly Box[];
  /** The volume of a box, by its name; a service takes its part in the I/O path with `attach`. */
  volume(name: string): BoxVolume;
  /** The links between two boxes, in the order of the scenario. */
  links(from: Box, to: Box): readonly Hop[];
  readonly journals: JournalObserver;
  readonly bitmaps: BitmapObserver;
}

/** A disk as the members of a shadow set are. */
export interface MemberDisk {
  readonly name: string;
  /** Size in blocks of 512 bytes. */
  readonly blocks: number;
  /** What is on it, in version stamps. A model reads and writes it only when the twin copies at no cost, and to prepare the initial contents. */
  readonly contents: Contents;
  /** Name of the controller that it is on line to. */
  readonly controller: string;
  /** The controller offers disk-copy-data commands. */
  readonly copyAssist: boolean;
  /** How many disk-copy-data commands the controller carries at a time (connections). */
  readonly assistConnections: number;
  readonly failed: boolean;
}

/** An OpenVMS node that may mount shadow sets. */
export interface ClusterNode {
  readonly name: string;
  /** Place in the order of the scenario, from 0: the lowest wins a tie. */
  readonly index: number;
  readonly up: boolean;
  /** Version of the operating system, such as `8.4` or `5.5-1`. */
  readonly version: string;
  readonly shadow_max_copy: number;
  /** In ns. */
  readonly shadow_rec_dly: number;
  /** In ns. */
  readonly shadow_psm_rdly: number;
  /** In ns. */
  readonly shadow_mbr_tmo: number;
  /** The way of an I/O of this node to the disk: its processor and memory path, interconnects, controller, the disk. */
  path(disk: MemberDisk): Volume;
  /** The way of a disk-copy-data command (`Op.CopyData`, the same blocks on both disks) to the controller that both disks are on line to: no data travels. */
  assistPath(source: MemberDisk, target: MemberDisk): Volume;
  /** The node has no direct path to the disk: another node serves it (MSCP). */
  served(disk: MemberDisk): boolean;
  /** The disk stands at another site than the node. */
  remote(disk: MemberDisk): boolean;
  /** The node has any path to the disk now: all on the way works; whether the disk does, `failed` says. */
  reaches(disk: MemberDisk): boolean;
}

/** The cluster into which host-based shadowing is installed. */
export interface Cluster extends Surroundings {
  readonly nodes: readonly ClusterNode[];
  readonly disks: readonly MemberDisk[];
  /** The disks that a name of the scenario's volumes stands for: the instances of an entry, or one instance. */
  instances(volume: string): readonly MemberDisk[];
  readonly fences: FenceObserver;
  /** Sends a short message from one node to another over the interconnect; `received` is called there when it arrives. Lost if the receiver is down on arrival. */
  message(from: ClusterNode, to: ClusterNode, received: () => void): void;
}
