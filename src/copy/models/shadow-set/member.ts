import type { MemberDisk } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import type { MemberAccess } from './member-access.ts';

/** A disk in a shadow set. A disk that leaves and comes back is another member. */
export class Member {
  readonly disk: MemberDisk;
  /** Its place in the bit masks of members that a write has been sent to. */
  readonly bit: number;
  /** The copy that it is a target of; null: a full member. */
  operation: CopyOperation | null;
  /** It has left the set. */
  removed = false;
  /** As each node sees it, by the node's index. */
  access: readonly MemberAccess[] = [];
  /** Disk-copy-data commands under way that read or write it. */
  #commands = 0;
  /** Called when it has left the set and the last I/O to it has ended; null: nobody asks. */
  whenIdle: (() => void) | null = null;

  constructor(disk: MemberDisk, bit: number, operation: CopyOperation | null) {
    this.disk = disk;
    this.bit = bit;
    this.operation = operation;
  }

  /** A full member: hosts read from it, and copies may. */
  get isSource(): boolean {
    return this.operation === null;
  }

  /** I/Os of all nodes, and commands to controllers, that have not ended. */
  get underWay(): number {
    return this.access.reduce((sum, { depth }) => sum + depth, this.#commands);
  }

  commandBegins(): void {
    this.#commands++;
  }

  commandEnded(): void {
    this.#commands--;
    if (this.removed) this.endedAfterwards();
  }

  /** An I/O has ended after the member had left the set. */
  endedAfterwards(): void {
    if (this.whenIdle === null || this.underWay > 0) return;
    const { whenIdle } = this;
    this.whenIdle = null;
    whenIdle();
  }
}
