import type { ClusterNode } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import type { Member } from './member.ts';

/**
 * What the manual decides, one decision a method: nothing in here knows how a thing is done. The mechanisms ask.
 * [S] is "Volume Shadowing for OpenVMS", Copy Operations; [E] an estimate that the manual leaves open.
 */
export class Rules {
  /** "Read I/O requests to either side of the copy fence are serviced only from a source shadow set member." [S] */
  servesReads(member: Member): boolean {
    return member.isSource;
  }

  /** "Write I/O requests before or at the fence are issued in parallel to all members", those after it "first to source members, then to copy target members." [S] A node judges by the fence it has been told; a write that reaches beyond it counts as after it [E]. */
  writesAtOnce(member: Member, toldFence: number, block: number, blocks: number): boolean {
    return member.isSource || block + blocks <= toldFence;
  }

  /** A write is done when all that are in the set have it, those that joined or were promoted on the way, too. */
  stillOwes(member: Member, written: number): boolean {
    return (written & member.bit) === 0;
  }

  /** A target write waits while the controller copies the same blocks: its old data would arrive after the new. [E] */
  waitsForAssist(operation: CopyOperation, block: number, blocks: number): boolean {
    return operation.commands > 0 && operation.ranges.underWay(block, blocks);
  }

  /** I/Os sent to a disk while it was in a set before may still put old data there: no copy to it begins before they have ended. [E] */
  awaitsRundown(): boolean {
    return true;
  }

  /** A range that was written is read and compared again: a host may have written meanwhile. */
  comparesAgain(): boolean {
    return true;
  }

  /** The fence is the end of the ranges that are done without a gap. [E] */
  fenceAfter(firstUnfinished: number): number {
    return firstUnfinished;
  }

  /** "Thus, if the node performing the copy operation shuts down, another node can continue": from the fence it was told last. [S] */
  startingFence(operation: CopyOperation, node: ClusterNode): number {
    return operation.fence.toldTo(node);
  }

  /** Copying goes on only when every other node has taken over the fence and has ended the writes that it judged by an older one. [E] */
  awaitsAcknowledgement(): boolean {
    return true;
  }

  /** News from a manager that has been replaced do not count. */
  isCurrent(generationTold: number, generationKnown: number): boolean {
    return generationTold >= generationKnown;
  }

  /** The ranges are all done: the targets become full members. */
  isComplete(operation: CopyOperation): boolean {
    return operation.fence.position >= operation.set.blocks;
  }

  /** A crash of a node may leave writes half done: members may differ from each other until they are merged. */
  needsMerge(members: number): boolean {
    return members > 1;
  }

  /** SHADOW_MAX_COPY: copies of all sets together on one node. */
  hasThreadFree(node: ClusterNode, threads: number): boolean {
    return threads < node.shadow_max_copy;
  }

  /** SHADOW_REC_DLY, and SHADOW_PSM_RDLY for every member that is MSCP-served to the node. In ns. */
  recoveryDelay(node: ClusterNode, members: readonly Member[]): number {
    const served = members.filter(({ disk }) => node.served(disk)).length;
    return node.shadow_rec_dly + served * node.shadow_psm_rdly;
  }

  /** Reads of a copy take turns among the source members from range to range, unless /COPY_SOURCE names one. */
  copySource(sources: readonly Member[], named: Member | null, range: number): Member {
    return named ?? sources[range % sources.length]!;
  }
}
