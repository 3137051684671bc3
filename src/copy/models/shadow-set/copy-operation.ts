import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Cluster, ClusterNode } from '../../surroundings.ts';
import { type Connections, CopyAssist } from './copy-assist.ts';
import { CopyFence } from './copy-fence.ts';
import { CopyRanges } from './copy-ranges.ts';
import type { CopyThread } from './copy-thread.ts';
import { Hold } from './hold.ts';
import type { Member } from './member.ts';
import type { ShadowSet } from './shadow-set.ts';

/** One copy operation of a set: its targets, how far it is, and who does it. */
export class CopyOperation {
  readonly set: ShadowSet;
  readonly fence: CopyFence;
  readonly ranges: CopyRanges;
  readonly assist: CopyAssist;
  /** Writes to the target that wait for the controller's copy of the same blocks. */
  readonly held: Hold;
  /** Disk-copy-data commands under way. */
  commands = 0;
  targets: Member[] = [];
  /** The node that copies, or takes over. */
  manager: ClusterNode | null = null;
  thread: CopyThread | null = null;
  /** Some node has begun it. */
  begun = false;
  /** The instant at which it was begun or continued last, and the fence at that instant. */
  since = 0;
  from = 0;

  constructor(set: ShadowSet, cluster: Cluster, connections: Connections) {
    const { copy_range, depth } = set.values;
    this.set = set;
    this.fence = new CopyFence(this, cluster);
    this.ranges = new CopyRanges(set.blocks, Math.max(1, Math.floor(copy_range / BLOCK_BYTES)), depth);
    this.assist = new CopyAssist(this, connections);
    this.held = new Hold(`assisted copy of ${set.name}`, Residence['track lock']);
  }

  /** Nothing is left that it could copy to. */
  get canceled(): boolean {
    return this.targets.length === 0;
  }

  /** The range of a lane is done. */
  rangeDone(lane: number, node: ClusterNode): void {
    const { counts, rules } = this.set;
    const position = rules.fenceAfter(this.ranges.finish(lane));
    counts.copiedBytes += Math.max(0, position - this.fence.position) * BLOCK_BYTES;
    this.fence.moveTo(position, node);
  }

  /** All targets in words. */
  toString(): string {
    return this.targets.map(({ disk }) => disk.name).join(' and ');
  }
}
