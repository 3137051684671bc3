import { type Io, Op, Status } from '../../../kernel/io.ts';
import { Residence } from '../../../storage/residence.ts';
import type { Volume } from '../../../storage/volume.ts';
import type { ClusterNode } from '../../surroundings.ts';
import { Hold } from './hold.ts';
import type { Member } from './member.ts';
import type { ShadowSet } from './shadow-set.ts';
import { WritesUnderWay } from './writes-under-way.ts';

/** The same as constants of this module, which take less time to read than those that are imported. */
const WRITE = Op.Write;
const GOOD = Status.Good;
const ABORTED = Status.Aborted;
const FAILED = Status.Failed;

/** The steps of a host I/O through the virtual unit, in the order in which they happen. */
const Step = { Arrived: 0, Read: 1, Written: 2 } as const;

/**
 * The virtual unit (DSAn) of a shadow set on one node: what its hosts read and write.
 *
 *     read:  one source member, the one with the least read cost plus I/Os under way
 *     write: at or below the fence that the node was told    all members at once
 *            after it                                        source members at once, then the targets
 *
 * `io.a` is the mask of the members that a write has been sent to.
 */
export class VirtualUnit implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly set: ShadowSet;
  readonly node: ClusterNode;
  /** The node has it mounted, works, and has not given up. */
  open: boolean;
  /** Counts the times that it was mounted: I/Os from before a crash do not go on after it. */
  incarnation = 0;
  /** Its I/Os wait here during mount verification. */
  readonly stalled: Hold;
  /** In mount verification: some member does not answer. */
  verifying = false;
  readonly writes = new WritesUnderWay();
  #turn = 0;

  constructor(set: ShadowSet, node: ClusterNode) {
    this.name = set.name;
    this.blocks = set.blocks;
    this.set = set;
    this.node = node;
    this.open = false;
    this.stalled = new Hold(`mount verification of ${set.name} on ${node.name}`, Residence['volume stalled']);
  }

  submit(io: Io): void {
    this.#arrived(io);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Arrived:
        return this.#arrived(io);
      case Step.Read:
        // The member was lost on the way: another one will do.
        return io.outcome === ABORTED ? this.#arrived(io) : io.done(io.outcome);
      case Step.Written:
        return io.outcome === FAILED ? io.done(FAILED) : this.#writeRest(io);
    }
  }

  #arrived(io: Io): void {
    if (!this.open) return io.done(FAILED);
    if (this.verifying) return this.stalled.hold(io, Step.Arrived);
    if (io.op === WRITE) return this.#writeFirst(io);
    io.descend(this.#reader().access[this.node.index]!, Step.Read);
  }

  /** The source member to read from; ties go round. */
  #reader(): Member {
    const { readers } = this.set;
    const { index } = this.node;
    const count = readers.length;
    let at = this.#turn;
    if (at >= count) at %= count;
    let best = at;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const access = readers[at]!.access[index]!;
      const cost = access.readCost + access.depth;
      if (cost < least) {
        least = cost;
        best = at;
      }
      at++;
      if (at === count) at = 0;
    }
    this.#turn = best + 1;
    return readers[best]!;
  }

  /** To all source members, and to those targets that the fence has passed. */
  #writeFirst(io: Io): void {
    const { members, rules } = this.set;
    io.a = 0;
    for (let i = 0; i < members.length; i++) {
      const member = members[i]!;
      const fence = member.operation === null ? 0 : member.operation.fence.told[this.node.index]!;
      if (rules.writesAtOnce(member, fence, io.block, io.blocks)) this.#write(io, member);
    }
  }

  /** To whoever is in the set now and has not got it: targets beyond the fence, and members that came meanwhile. */
  #writeRest(io: Io): void {
    const { members, rules } = this.set;
    let owed = false;
    for (let i = 0; i < members.length; i++) if (rules.stillOwes(members[i]!, io.a)) owed = true;
    if (!owed) return io.done(GOOD);
    for (let i = 0; i < members.length; i++) {
      const { operation } = members[i]!;
      if (operation === null || !rules.stillOwes(members[i]!, io.a)) continue;
      if (rules.waitsForAssist(operation, io.block, io.blocks)) return operation.held.hold(io, Step.Written);
    }
    for (let i = 0; i < members.length; i++) if (rules.stillOwes(members[i]!, io.a)) this.#write(io, members[i]!);
  }

  #write(io: Io, member: Member): void {
    io.a |= member.bit;
    io.submit(member.access[this.node.index]!, WRITE, io.block, io.blocks, Step.Written);
  }
}
