import { type Io, Status } from '../../../kernel/io.ts';
import type { Volume } from '../../../storage/volume.ts';
import { isHostWrite } from './host-write.ts';
import type { Member } from './member.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/** The same as constants of this module, which take less time to read than those that are imported. */
const GOOD = Status.Good;
const DIFFERS = Status.Differs;

const Step = { Go: 0, Back: 1 } as const;

/**
 * A member as one node sees it: all I/Os of the node to the member, those of its hosts and those of copies, come by
 * here. It counts them, holds them while the member is out of reach, and tries again what was cut off on the way.
 *
 * An I/O ends with Aborted if the member has left the set meanwhile (what it says does not count any more), with
 * Failed if the node has no access to the set any more. A comparison that differs sets the member's bit in `a` of the
 * I/O that asked for it: with two targets it wants to know which.
 */
export class MemberAccess implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly member: Member;
  /** READ_COST. */
  readCost = 0;
  /** I/Os of the node that are under way to the member. */
  depth = 0;
  /** Out of reach, or failed: I/Os wait. */
  lost = false;
  readonly #unit: VirtualUnit;
  readonly #path: Volume;

  constructor(member: Member, unit: VirtualUnit) {
    this.name = `${unit.name}, member ${member.disk.name} on ${unit.node.name}`;
    this.member = member;
    this.#unit = unit;
    this.#path = unit.node.path(member.disk);
    this.blocks = this.#path.blocks;
  }

  submit(io: Io): void {
    this.depth++;
    io.a = this.#unit.incarnation;
    if (isHostWrite(io)) io.b = this.#unit.writes.begin();
    this.#go(io);
  }

  advance(io: Io): void {
    const answered = io.step === Step.Back && (io.outcome === GOOD || io.outcome === DIFFERS);
    if (answered && !this.member.removed) this.#end(io, io.outcome);
    else this.#go(io);
  }

  aborted(io: Io): void {
    this.#end(io, Status.Aborted);
  }

  #go(io: Io): void {
    if (!this.#unit.open || io.a !== this.#unit.incarnation) return this.#end(io, Status.Failed);
    if (this.member.removed) return this.#end(io, Status.Aborted);
    if (this.lost) return this.#unit.stalled.hold(io, Step.Go);
    io.descend(this.#path, Step.Back);
  }

  #end(io: Io, status: Status): void {
    this.depth--;
    if (isHostWrite(io)) this.#unit.writes.end(io.b);
    if (status === DIFFERS && io.parent !== null) io.parent.a |= this.member.bit;
    io.done(status);
    if (this.member.removed) this.member.endedAfterwards();
  }
}
