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

  constructor(disk: MemberDisk, bit: number, operation: CopyOperation | null) {
    this.disk = disk;
    this.bit = bit;
    this.operation = operation;
  }

  /** A full member: hosts read from it, and copies may. */
  get isSource(): boolean {
    return this.operation === null;
  }
}
