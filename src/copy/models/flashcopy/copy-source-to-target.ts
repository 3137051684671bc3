import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import { type Io, type Layer, Op, Status } from '../../../kernel/io.ts';
import { Cause } from '../../../storage/cause.ts';
import type { PointInTime } from './point-in-time.ts';
import type { Rules } from './rules.ts';
import type { SourceSide } from './source-side.ts';

const Step = { Locked: 0, Read: 1, Written: 2, Nothing: 3 } as const;

/**
 * Copy source to target (CST), before a track is destaged that was written after a point in time.
 *
 *     locks of the targets' tracks ─ one read of the source's rank ─┬─ write to the rank of target 1 ─┬─ destage goes on
 *                                                                   └─ write to the rank of target 2 ─┘
 *
 * What is on the rank of the source is the point in time of all targets concerned: nothing newer has been destaged, and
 * what was modified before has been, since a page never holds modified data of two generations. The lock of the
 * source's track is held; those of the targets are taken in the order of the pairs.
 *
 * `io.a` is the pair that is looked at, `io.b` the generation of the data that wait to be destaged.
 */
export class CopySourceToTarget implements Layer {
  readonly name: string;
  readonly #side: SourceSide;
  readonly #rules: Rules;
  /** By the id of the I/O of a copy. */
  readonly #served: Served[] = [];

  constructor(side: SourceSide, rules: Rules) {
    this.name = `${side.volume.name}, copy source to target`;
    this.#side = side;
    this.#rules = rules;
  }

  /** The destage `io`, which has the lock of the source's track, goes on at `next`. */
  copy(io: Io, track: number, generation: number, next: number): void {
    const { volume } = this.#side;
    const child = io.submit(this, Op.CopyData, track * TRACK_BLOCKS, volume.blocksOf(track), next);
    child.cause = Cause.Copy;
    child.a = -1;
    child.b = generation;
    child.payload = volume.box.payloads.take();
    (this.#served[child.id] ??= new Served()).count = 0;
    this.#lockNext(child);
  }

  /** The child is set going by `copy`. */
  submit(_io: Io): void {}

  advance(io: Io): void {
    switch (io.step) {
      case Step.Locked:
        return this.#locked(io);
      case Step.Read:
        return io.outcome === Status.Good ? this.#read(io) : this.#end(io, Status.Failed);
      case Step.Written:
        return this.#written(io);
      case Step.Nothing:
        return this.#end(io, Status.Good);
    }
  }

  #lockNext(io: Io): void {
    const { pairs } = this.#side;
    for (io.a++; io.a < pairs.length; io.a++) {
      const { point, target } = pairs[io.a]!;
      if (point !== null && !point.over && this.#rules.mustCopy(point, this.#track(io), io.b))
        return target.locks.acquire(io, this.#track(io), Step.Locked);
    }
    if (this.#served[io.id]!.count === 0) return io.proceed(Step.Nothing);
    io.submit(this.#side.volume.rank, Op.Read, io.block, io.blocks, Step.Read);
  }

  /** The track may have been copied or written while this waited, or the relationship may have ended. */
  #locked(io: Io): void {
    const { point, target } = this.#side.pairs[io.a]!;
    if (point !== null && !point.over && this.#rules.mustCopy(point, this.#track(io), io.b)) this.#served[io.id]!.add(point);
    else target.locks.release(this.#track(io));
    this.#lockNext(io);
  }

  /** What has ended meanwhile is not written any more. */
  #read(io: Io): void {
    const served = this.#served[io.id]!;
    for (let i = served.count - 1; i >= 0; i--) if (served.points[i]!.over) this.#dismiss(io, i);
    if (served.count === 0) this.#end(io, Status.Good);
    else this.#write(io);
  }

  #write(io: Io): void {
    const served = this.#served[io.id]!;
    for (let i = 0; i < served.count; i++) io.submit(served.points[i]!.pair.target.rank, Op.Write, io.block, io.blocks, Step.Written);
  }

  #written(io: Io): void {
    if (io.outcome > Status.Good) return this.#giveUpLost(io);
    const served = this.#served[io.id]!;
    for (let i = 0; i < served.count; i++) served.points[i]!.copied(this.#track(io), 'cst');
    this.#end(io, Status.Good);
  }

  /** A target whose rank has failed is given up; the others are written once more. Without power the destage is tried again later. */
  #giveUpLost(io: Io): void {
    if (!this.#side.volume.box.up) return this.#end(io, Status.Failed);
    const served = this.#served[io.id]!;
    for (let i = served.count - 1; i >= 0; i--) {
      const { pair, over } = served.points[i]!;
      if (pair.target.rank.rank.survives) continue;
      if (!over) pair.fail();
      this.#dismiss(io, i);
    }
    if (served.count === 0) this.#end(io, Status.Good);
    else this.#write(io);
  }

  #dismiss(io: Io, index: number): void {
    const served = this.#served[io.id]!;
    served.points[index]!.pair.target.locks.release(this.#track(io));
    served.points[index] = served.points[--served.count]!;
  }

  #end(io: Io, status: Status): void {
    const { box } = this.#side.volume;
    const served = this.#served[io.id]!;
    for (let i = 0; i < served.count; i++) served.points[i]!.pair.target.locks.release(this.#track(io));
    box.payloads.give(io.payload!);
    io.done(status);
  }

  #track(io: Io): number {
    return io.block / TRACK_BLOCKS;
  }
}

/** Points in time that a copy serves; their tracks are locked. */
class Served {
  count = 0;
  readonly points: PointInTime[] = [];

  add(point: PointInTime): void {
    this.points[this.count++] = point;
  }
}
