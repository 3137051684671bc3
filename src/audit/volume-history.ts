import { type Io, Op, Status } from '../kernel/io.ts';
import { Payload } from '../kernel/payload.ts';
import { Contents } from '../storage/contents.ts';
import type { HostIo } from './host-io.ts';
import { LateValues } from './late-values.ts';
import { expectedAt, Orphans } from './orphans.ts';
import { Ranges } from './ranges.ts';
import { ReadsInFlight } from './reads-in-flight.ts';

/** Stamp of blocks that may hold anything: no host should read them. */
const UNDEFINED = -0x7fffffff;

/**
 * What a host may find on one volume, block by block, from issues and acknowledgements alone:
 *
 * - the last write acknowledged before its read was issued,
 * - any write that overlaps its read in time,
 * - a write that was orphaned (its node crashed, or it failed, before the acknowledgement), until a later write to the
 *   block is acknowledged: until then both the old and the new data are allowed, and two reads need not agree.
 *
 * A copy may replace what the volume holds (`renew`), or leave it undefined.
 *
 * Memory depends on the blocks written and on the I/Os in flight, not on how many there were.
 */
export class VolumeHistory {
  readonly name: string;
  /** The last acknowledged write of every block. */
  readonly acknowledged: Contents;
  /** Instant in ns at which something else than host writes has last changed what the volume holds; -1: never. */
  replaced = -1;
  /** Writes in flight. */
  readonly writes = new Ranges<HostIo>();
  readonly orphans = new Orphans();
  readonly #byStamp = new Map<number, HostIo>();
  readonly #released: (io: HostIo) => void;
  readonly #single = new Payload();
  readonly #reads = new ReadsInFlight();
  readonly #late = new LateValues();
  #sequence = 0;
  /** Place in the order of the last `renew`: reads issued before may find either. */
  #renewed = 0;
  /** Writes that were in flight when something else wrote there: they may have come before or after. */
  readonly #torn = new Set<HostIo>();
  /** Writes issued while the volume refuses them: nobody may find anything of them. */
  readonly #barred = new Set<HostIo>();
  #closed = false;

  /** @param released told when nobody needs a host I/O any more */
  constructor(name: string, blocks: number, unitBlocks: number, released: (io: HostIo) => void) {
    this.name = name;
    this.acknowledged = new Contents(blocks, unitBlocks);
    this.#released = released;
  }

  /** What the volume holds before anybody has written to it. */
  begin(initial: Contents): void {
    this.acknowledged.copyFrom(initial);
  }

  /**
   * From now on the volume holds what another one holds at this instant, as far as that reaches: a point in time. Writes
   * in flight there may be part of it or not; those in flight here may have been before it or not, and so may orphans:
   * the host is gone, its write perhaps still on its way.
   */
  renew(source: VolumeHistory, now: number): void {
    this.replaced = now;
    const all = new Payload();
    const blocks = source.acknowledged.blocks;
    if (this.acknowledged.blocks === blocks) this.acknowledged.copyFrom(source.acknowledged);
    else {
      source.acknowledged.read(0, blocks, all);
      this.acknowledged.write(0, blocks, all);
    }
    this.orphans.addAll(source.orphans, source.writes);
    this.writes.visitAll((write) => {
      if (write.block < blocks) this.#torn.add(write);
    });
    this.#renewed = ++this.#sequence;
  }

  /** Nobody knows what these blocks hold, until a host writes them. */
  undefine(block: number, blocks: number, now: number): void {
    this.replaced = now;
    this.#single.clear();
    this.#single.add(blocks / this.acknowledged.unitBlocks, UNDEFINED);
    this.acknowledged.write(block, blocks, this.#single);
    this.#renewed = ++this.#sequence;
  }

  /** From now on the volume refuses what hosts write; or, after that, accepts it again: what is on its way then, too. */
  close(closed: boolean): void {
    this.#closed = closed;
    if (!closed) this.#barred.clear();
  }

  /** Something else than a host begins to write these data: hosts may find some of them from now on. */
  overwriting(block: number, blocks: number, payload: Payload): void {
    const { unitBlocks } = this.acknowledged;
    this.writes.some(block, block + blocks, (write) => {
      if (!this.#barred.has(write)) this.#torn.add(write);
      return false;
    });
    for (let run = 0, at = block; run < payload.runs; at += payload.lengthOf(run++) * unitBlocks)
      this.orphans.add({ block: at, blocks: payload.lengthOf(run) * unitBlocks, stamp: payload.stampOf(run) });
  }

  /** All of it has been written. */
  overwritten(block: number, blocks: number, payload: Payload): void {
    this.acknowledged.write(block, blocks, payload);
    this.#replaced(block, block + blocks, ++this.#sequence);
    this.#forgetLate();
  }

  /** Nobody knows what the block holds. */
  isUndefined(block: number): boolean {
    return this.acknowledged.stampAt(block) === UNDEFINED;
  }

  /** @returns a write in flight that it overlaps, against the rule; null if all is well */
  issued(io: HostIo): HostIo | null {
    if (io.op === Op.Read) {
      io.sequence = ++this.#sequence;
      this.acknowledged.read(io.block, io.blocks, io.expected);
      this.#reads.add(io);
      return null;
    }
    io.sequence = Number.POSITIVE_INFINITY;
    const other = this.writes.touching(io.block, io.end);
    this.writes.add(io);
    if (this.#closed) this.#barred.add(io);
    this.#byStamp.set(io.stamp, io);
    return other;
  }

  /** The write is acknowledged. */
  writeDone(io: HostIo): void {
    this.#barred.delete(io);
    if (this.#torn.delete(io)) return this.#orphaned(io);
    this.writes.remove(io);
    io.sequence = ++this.#sequence;
    this.#single.clear();
    this.#single.add(io.blocks / this.acknowledged.unitBlocks, io.stamp);
    this.acknowledged.write(io.block, io.blocks, this.#single);
    this.#replaced(io.block, io.end, io.sequence);
    this.#late.add(io);
    this.#forgetLate();
  }

  /** The write ended without an acknowledgement. If the volume has refused it, it is not there. */
  writeLost(io: HostIo, status: Status): void {
    const refused = this.#barred.delete(io) && status === Status.Failed;
    this.#torn.delete(io);
    if (refused) this.#gone(io);
    else this.#orphaned(io);
  }

  #gone(io: HostIo): void {
    this.writes.remove(io);
    this.#byStamp.delete(io.stamp);
    this.#released(io);
  }

  /** What may have been there of orphans is not any more: reads issued before may still return it. */
  #replaced(block: number, end: number, sequence: number): void {
    if (this.orphans.size > 0) for (const part of this.orphans.cut(block, end)) this.#late.add({ ...part, sequence });
  }

  #orphaned(io: HostIo): void {
    this.orphans.add({ block: io.block, blocks: io.blocks, stamp: io.stamp });
    this.#gone(io);
  }

  /** The read is over; call `explain` before, if it returned data. */
  readDone(io: HostIo): void {
    this.#reads.remove(io);
    this.#forgetLate();
    this.#released(io);
  }

  /** A read returned `stamp` for these blocks, which is not what was acknowledged last when it was issued: may it? */
  mayReturn(read: HostIo, stamp: number, block: number, end: number): boolean {
    if (read.sequence < this.#renewed || expectedAt(read.expected, read.block, block, this.acknowledged.unitBlocks) === UNDEFINED)
      return true;
    const write = this.#byStamp.get(stamp);
    if (write !== undefined) return !this.#barred.has(write) && write.sequence > read.sequence && write.block <= block && end <= write.end;
    return this.#orphansCover(read, stamp, block, end);
  }

  /** A medium is being written with `stamp`: is it of a write in flight or orphaned on all these blocks? */
  mayLand(stamp: number, block: number, end: number): boolean {
    const write = this.#byStamp.get(stamp);
    if (write !== undefined)
      return !this.#barred.has(write) && write.sequence === Number.POSITIVE_INFINITY && write.block <= block && end <= write.end;
    return this.#orphansCover(null, stamp, block, end);
  }

  /** The write in flight whose data are being put on a medium; null if there is none, or if it is but a part of it. */
  arriving(io: Io): HostIo | null {
    if (io.payload?.runs !== 1) return null;
    const write = this.#byStamp.get(io.payload.stampOf(0));
    return write !== undefined && io.block <= write.block && write.end <= io.block + io.blocks ? write : null;
  }

  /** Whether a medium holds the write, up to block `end` of it, or a write in flight that overlaps it. */
  holds(write: HostIo, medium: Contents, end: number): boolean {
    if (end <= write.block) return true;
    this.#single.clear();
    this.#single.add((end - write.block) / medium.unitBlocks, write.stamp);
    return medium.equals(write.block, end - write.block, this.#single) || this.writes.touching(write.block, end) !== null;
  }

  /**
   * The first block from `from` on, before `to`, on which two media that should hold this volume differ without
   * being excused by a write in flight or orphaned; -1 if there is none.
   */
  firstUnexcused(one: Contents, other: Contents, from: number, to: number): number {
    for (let block = one.firstDifference(other, from, to); block >= 0; ) {
      const excused = Math.max(this.writes.coveredUntil(block), this.orphans.coveredUntil(block));
      if (excused === block) return block;
      block = excused < to ? one.firstDifference(other, excused, to) : -1;
    }
    return -1;
  }

  /** Block by block: an orphan may be whole or in parts by now, and a part may have been overwritten while the read was under way. */
  #orphansCover(read: HostIo | null, stamp: number, block: number, end: number): boolean {
    const unit = this.acknowledged.unitBlocks;
    for (; block < end; block += unit) {
      if (!this.orphans.has(stamp, block) && (read === null || !this.#late.includes(stamp, block, read.sequence))) return false;
    }
    return true;
  }

  /** What only reads could have met that are over is forgotten. */
  #forgetLate(): void {
    this.#late.forget(this.#reads.oldest, this.#forget);
  }

  readonly #forget = (late: { readonly stamp: number }): void => {
    const write = this.#byStamp.get(late.stamp);
    if (write === undefined || write !== late) return;
    this.#byStamp.delete(late.stamp);
    this.#released(write);
  };
}
